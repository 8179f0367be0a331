import { signWebhook, type WebhookDelivery } from '../service/webhooks.ts';

/** Where webhooks go, and the secret they are signed with (as the API's dashboard shows it). */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** Milliseconds before each further attempt; the API too tries again and again, for longer. */
const RETRY_AFTER_MS = [1_000, 5_000, 30_000, 300_000];

/** Sends webhooks until `stop`. A receiver that does not answer with 2xx is asked again a few times. */
export function createWebhookSender(target: WebhookTarget): { deliver(delivery: WebhookDelivery): void; stop(): void } {
  const stopped = new AbortController();
  const timers = new Set<NodeJS.Timeout>();

  async function attempt(delivery: WebhookDelivery, number: number): Promise<void> {
    if (stopped.signal.aborted || (await send(delivery))) return;
    const wait = RETRY_AFTER_MS[number];
    if (wait === undefined || stopped.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery, number + 1);
    }, wait);
    timers.add(timer);
  }

  async function send(delivery: WebhookDelivery): Promise<boolean> {
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
      return answer.ok;
    } catch {
      // A receiver that cannot be reached is a failed attempt like any other.
      return false;
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
