import { setupWorker } from 'msw/browser';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { openAiHandlers } from '../../../sandbox/doors/msw.ts';
import { createService } from '../../../sandbox/service/service.ts';

const conditions: Conditions = {
  ...presets.artikel,
  name: 'eigene',
  latency: { kind: 'total', minMs: 300, maxMs: 1_500 },
};

/** The mock service behind an address of the site itself, so that its requests show in the browser's developer tools. */
export interface TypingService {
  /** Where the service answers; ends with `/v1`. */
  readonly baseUrl: string;
  /** How long the service would take for this body, ms: what a blocking call would block for. */
  answerMs(body: string): number;
  /** Ends the service worker and takes it off the browser. */
  stop(): Promise<void>;
}

/**
 * Starts MSW's service worker for the site at `base` (an absolute address with a slash at the end).
 * Rejects where the browser has no service workers (private windows) or refuses this one.
 */
export async function startTypingService(base: string): Promise<TypingService> {
  if (!('serviceWorker' in navigator)) {
    throw new Error('Failed to start the service: this browser has no service workers here. Try a normal window.');
  }
  const baseUrl = `${base}v1`;
  const prefix = new URL(base).pathname.replace(/\/$/, '');
  const worker = setupWorker(...openAiHandlers(createService(conditions), { urls: [`${baseUrl}/*`], prefix }));
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: `${base}mockServiceWorker.js` },
  });
  return {
    baseUrl,
    answerMs,
    async stop() {
      worker.stop();
      const registration = await navigator.serviceWorker.getRegistration(base);
      await registration?.unregister();
    },
  };
}

/** Asked of a service of its own, at time 0: the answer's time depends on the request alone. */
function answerMs(body: string): number {
  const { plans } = createService(conditions).submit(
    {
      method: 'POST',
      path: '/v1/chat/completions',
      host: 'api.openai.com',
      headers: [
        ['content-type', 'application/json'],
        ['authorization', 'Bearer sk-wartezeit-labor'],
      ],
      body: new TextEncoder().encode(body),
    },
    0,
  );
  const [plan] = plans;
  return plan?.kind === 'answer' ? plan.end.at / 1_000 : 0;
}
