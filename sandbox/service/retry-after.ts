import type { ApiError } from './api-error.ts';

/** A wait as a refusal tells it. */
export interface ToldWait {
  /** Whole milliseconds as the client counts them: for messages. */
  readonly waitMs: number;
  /** `waitMs` in whole seconds, rounded up, at least 1. */
  readonly seconds: number;
  /** The headers that tell it, and the wait in the service's own time. */
  readonly told: Required<Pick<ApiError, 'headers' | 'retryAfter'>>;
}

/** How a refusal tells a client to wait `micros`, whose time is `clientSpeed` times shorter than the service's. */
export function toldWait(micros: number, clientSpeed: number): ToldWait {
  const waitMs = Math.ceil(micros / 1_000 / clientSpeed);
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const headers = [
    ['retry-after-ms', String(waitMs)],
    ['retry-after', String(seconds)],
  ] as const;
  return { waitMs, seconds, told: { headers, retryAfter: Math.round(waitMs * 1_000 * clientSpeed) } };
}
