/** Percentiles (nearest rank), extremes and mean of a set of durations in milliseconds. */
export interface Distribution {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/**
 * The numbers of a run, derived from its spans. All durations are lab time in milliseconds, with microseconds as decimals.
 * The same object is what `npm run lab -- … --json` prints.
 */
export interface Measurement {
  /** From the program's first statement to its end (or to now, while it runs). */
  readonly totalMs: number;
  /** HTTP requests sent, repeated ones included. */
  readonly requests: number;
  /** Calls of the program: a request and its retries are one call. */
  readonly calls: number;
  /** Connections opened (attempted), and those that could not be opened. */
  readonly connections: number;
  readonly connectionsFailed: number;
  /** TLS handshakes completed. */
  readonly handshakes: number;
  /** Requests that repeat one that was refused or failed. */
  readonly retries: number;
  /** Time between a failed attempt and its repetition, summed over all calls. */
  readonly retryPauseMs: number;
  /** Answers with status 429. */
  readonly rateLimited: number;
  /** Number of answers by status: `{"200": 97, "429": 3}`. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests that ended without an answer: reset, cut, refused connection. */
  readonly failed: number;
  /** Requests that the program aborted. */
  readonly aborted: number;
  /** Calls whose last attempt was answered with a status below 400. */
  readonly succeeded: number;
  /** `succeeded` / calls that have ended, from 0 to 1; null where none has. */
  readonly successRate: number | null;
  /** Successful calls per second of `totalMs`; null where no time has passed. */
  readonly throughputPerSecond: number | null;
  /** Duration of the successful calls: opening the connection, retries and pauses included. */
  readonly latencyMs: Distribution | null;
  /** From sending a streamed request to its first token, as the program sees it. */
  readonly timeToFirstTokenMs: Distribution | null;
  /** Mean time between two tokens of one stream: (last − first) / (tokens − 1), over the streams. */
  readonly interTokenMs: Distribution | null;
  /** Most requests under way at the same moment. */
  readonly maxInFlight: number;
  /** Time the service worked: summed, and the longest. `sum` against `max` is sequential against parallel. */
  readonly serviceTimeMs: { readonly sum: number; readonly max: number };
  /** What the program did with `totalMs`. */
  readonly program: { readonly computingMs: number; readonly blockedMs: number; readonly freeMs: number };
  /** As the service counted and billed them. */
  readonly tokens: { readonly prompt: number; readonly cached: number; readonly completion: number };
  /** US dollars by the dated price file; null where a price is unknown. */
  readonly costUsd: number | null;
}
