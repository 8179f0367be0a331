import type { ForecastMode } from './order.ts';

/** Percentiles (nearest rank), extremes and mean, in milliseconds. */
export interface Distribution {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** What the forecast expects of a run. No program ran: wherever it is shown it is named „Vorhersage“. */
export interface Forecast {
  readonly kind: 'forecast';
  readonly mode: ForecastMode;
  readonly calls: number;
  /** Calls that may be under way at the same time. */
  readonly concurrency: number;
  /** From the start of the program to the last answer. Milliseconds, as all times here. */
  readonly totalMs: number;
  /** HTTP requests, repeated ones included. */
  readonly requests: number;
  readonly retries: number;
  /** Answers with status 429. */
  readonly rateLimited: number;
  readonly succeeded: number;
  /** Calls given up after the last retry. */
  readonly failed: number;
  readonly throughputPerSecond: number;
  /** Duration of the successful calls, retries and pauses included; null where none succeeded. */
  readonly latencyMs: Distribution | null;
  /** From the start of a call to its first token. */
  readonly timeToFirstTokenMs: Distribution | null;
  /** Requests under way on average: what Little's law says is rate × latency. */
  readonly meanInFlight: number;
  /** US dollars; null where no price is known. */
  readonly costUsd: number | null;
}

/** Distribution of the first `count` values; sorts them in place. Null for none. */
export function distributionOf(values: Float64Array): Distribution | null {
  if (values.length === 0) return null;
  values.sort();
  const rank = (share: number): number => values[Math.max(0, Math.ceil(share * values.length) - 1)] ?? 0;
  let sum = 0;
  for (const value of values) sum += value;
  return {
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    min: rank(0),
    max: rank(1),
    mean: sum / values.length,
  };
}
