import { signWebhook, type WebhookDelivery } from '../service/webhooks.ts';

/** Where webhooks go, and the secret they are signed with (as the API's dashboard shows it). */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** Milliseconds before each further attempt; the API too tries again and again, for longer. */
const RETRY_AFTER_MS = [1_000, 5_000, 30_000, 300_000];

/**
 * Sends webhooks until `stop`. A receiver that does not answer with 2xx is asked again a few times; `tell` hears of it at the
 * first failure of a delivery and when it is given up.
 */
export function createWebhookSender(
  target: WebhookTarget,
  tell: (message: string) => void,
): { deliver(delivery: WebhookDelivery): void; stop(): void } {
  const stopped = new AbortController();
  const timers = new Set<NodeJS.Timeout>();

  async function attempt(delivery: WebhookDelivery, number: number): Promise<void> {
    if (stopped.signal.aborted) return;
    const failure = await send(delivery);
    if (failure === null || stopped.signal.aborted) return;
    const wait = RETRY_AFTER_MS[number];
    const failed = `Failed to deliver the webhook ${delivery.event} to ${target.url}: ${failure}.`;
    if (wait === undefined) {
      tell(`${failed} No further attempt. Check that the receiver answers with 2xx.`);
      return;
    }
    if (number === 0) tell(`${failed} Next attempts in ${RETRY_AFTER_MS.map((ms) => ms / 1_000).join(', ')} s.`);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery, number + 1);
    }, wait);
    timers.add(timer);
  }

  /** Sends it once. Returns why it did not arrive, or null. */
  async function send(delivery: WebhookDelivery): Promise<string | null> {
    const headers = signWebhook(delivery, target.secret, Math.floor(Date.now() / 1_000));
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(10_000)]);
    try {
      const answer = await fetch(target.url, {
        method: 'POST',
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body: delivery.body,
        redirect: 'manual',
        signal,
      });
      await answer.body?.cancel();
      return answer.ok ? null : `status ${answer.status}`;
    } catch (error) {
      // A receiver that cannot be reached is a failed attempt like any other.
      return reasonOf(error);
    }
  }

  return {
    deliver: (delivery) => void attempt(delivery, 0),
    stop() {
      stopped.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** What fetch wraps says more than its own "fetch failed". */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  const reason = cause instanceof Error ? cause : error;
  return reason instanceof Error ? reason.message : String(reason);
}
