import type { Micros } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { Bucket } from '../service/bucket.ts';
import { AZURE_REQUEST_WINDOW_SECONDS } from '../service/limits.ts';

/** A 429 that names no wait: the request is larger than the limit, or the quota is used up. */
export const NO_WAIT_HELPS = -1;

/** The service's rate limits as the forecast asks them: the same buckets, without headers and messages. */
export interface Admission {
  /**
   * 0 when a request of `tokens` is admitted at `at`; otherwise the wait that the 429 tells, or `NO_WAIT_HELPS`.
   * Times handed in never decrease.
   */
  admit(at: Micros, tokens: number): Micros;
}

/** The limits of the conditions, untouched so far. */
export function createAdmission({ limits, quotaExhausted, dialect }: Conditions): Admission {
  if (quotaExhausted) return { admit: () => NO_WAIT_HELPS };
  if (limits === null) return { admit: () => 0 };
  const requests = new Bucket(limits.requestsPerMinute, dialect === 'azure' ? AZURE_REQUEST_WINDOW_SECONDS : 60);
  return new TwoBuckets(requests, new Bucket(limits.tokensPerMinute));
}

class TwoBuckets implements Admission {
  readonly #requests: Bucket;
  readonly #tokens: Bucket;

  constructor(requests: Bucket, tokens: Bucket) {
    this.#requests = requests;
    this.#tokens = tokens;
  }

  admit(at: Micros, tokens: number): Micros {
    if (tokens > this.#tokens.capacity) return NO_WAIT_HELPS;
    const wait = Math.max(this.#requests.waitFor(1, at), this.#tokens.waitFor(tokens, at));
    // The 429 tells whole milliseconds, rounded up.
    if (wait > 0) return Math.ceil(wait / 1_000) * 1_000;
    this.#requests.take(1, at);
    this.#tokens.take(tokens, at);
    return 0;
  }
}
