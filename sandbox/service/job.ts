import type { Micros, RequestId } from '../trace/event.ts';
import type { Dialect } from './dialect.ts';
import type { Identity } from './draw.ts';
import type { RequestFault } from './faults.ts';
import type { Timing } from './latency.ts';
import type { Work } from './work.ts';

/** An admitted request. */
export interface Job {
  readonly request: RequestId;
  /** When it arrived. */
  readonly at: Micros;
  readonly identity: Identity;
  readonly dialect: Dialect;
  readonly work: Work;
  readonly fault: RequestFault | null;
  /** Duration asked for by the request itself (`x-lab-latency-ms`), in microseconds. */
  readonly asked: Micros | null;
  readonly rateLimit: readonly (readonly [string, string])[];
}

/** A request that has its slot; its times are certain. */
export interface Running extends Job {
  readonly startedAt: Micros;
  readonly timing: Timing;
  /** When the service stops working on it: earlier than the timing says where a fault ends it. */
  readonly endsAt: Micros;
}

/** Tokens of the answer that are computed at `at`. */
export function computedTokens(job: Running, at: Micros): number {
  const { timing, startedAt, work } = job;
  const worked = at - startedAt - timing.firstToken;
  if (worked < 0 || work.outputTokens === 0) return 0;
  const decode = timing.end - timing.firstToken;
  if (decode === 0) return work.outputTokens;
  return Math.min(work.outputTokens, 1 + Math.floor(((work.outputTokens - 1) * worked) / decode));
}
