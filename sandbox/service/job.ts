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
  const thought = work.thinking?.tokens ?? 0;
  if (worked < 0) return thoughtTokens(thought, timing.thinking ?? 0, worked);
  const seen = work.outputTokens - thought;
  const decode = timing.end - timing.firstToken;
  if (seen === 0 || decode === 0) return work.outputTokens;
  return thought + Math.min(seen, 1 + Math.floor(((seen - 1) * worked) / decode));
}

/** Tokens thought so far, `worked` (below 0) before the first one that is seen. */
function thoughtTokens(tokens: number, thinking: Micros, worked: Micros): number {
  return thinking === 0 ? 0 : Math.max(0, Math.floor((tokens * (thinking + worked)) / thinking));
}
