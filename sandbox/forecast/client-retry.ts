import type { Micros } from '../clock/clock.ts';
import type { ClientRules } from './order.ts';

/** How an attempt failed, as the client sees it. */
export type AttemptFailure =
  /** An answer that asks to wait, mostly a 429; null where it does not say how long. */
  | { readonly kind: 'refused'; readonly retryAfter: Micros | null }
  /** No answer, a timeout, 408, 409 or 5xx. */
  | { readonly kind: 'failed' }
  /** Whatever the client hands to the program at once. */
  | { readonly kind: 'final' };

/** Statuses below 500 that both clients repeat (FACTS §3). */
export function isRetried(status: number): boolean {
  return status >= 500 || status === 408 || status === 409 || status === 429;
}

/**
 * How long the client pauses before it repeats an attempt, or null when it gives up. The clients wait what the server
 * asks for, else min(0.5 s · 2ⁿ, 8 s) less up to a quarter (openai-python `_base_client.py`, openai-node `client.ts`).
 * @param retry how many retries came before
 * @param jitter from 0 to 1
 */
export function pauseBeforeRetry(
  rules: ClientRules,
  failure: AttemptFailure,
  retry: number,
  jitter: number,
): Micros | null {
  if (failure.kind === 'final' || retry >= rules.maxRetries) return null;
  if (failure.kind === 'refused' && failure.retryAfter !== null) {
    if (failure.retryAfter <= rules.retryAfter.maxMs * 1_000) return failure.retryAfter;
    if (rules.retryAfter.otherwise === 'fail') return null;
  }
  const backoff = Math.min(500_000 * 2 ** retry, 8_000_000);
  return Math.floor(backoff * (1 - jitter * 0.25));
}
