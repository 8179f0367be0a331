import type { Latency } from '../conditions/latency.ts';
import type { Micros } from '../trace/event.ts';
import type { Draw } from './draw.ts';

const MINUTE: Micros = 60_000_000;
/** A background response waits up to two seconds in the queue. */
const LONGEST_QUEUE: Micros = 2_000_000;

/** Half of all batches are done within 7 minutes, 90 % within an hour, the rest within twelve (FACTS §4, second-hand). */
const BATCH_DURATIONS: readonly (readonly [Micros, Micros])[] = [
  ...Array.from({ length: 5 }, () => [MINUTE, 7 * MINUTE] as const),
  ...Array.from({ length: 4 }, () => [7 * MINUTE, 60 * MINUTE] as const),
  [60 * MINUTE, 12 * 60 * MINUTE],
];

/** How long a batch takes from its creation to its completion. */
export function batchDuration(latency: Latency, draw: Draw): Micros {
  if (latency.kind === 'total' && latency.maxMs === 0) return 0;
  const [from, to] = draw.pick(BATCH_DURATIONS);
  return draw.between(from, to);
}

/** How long a background response waits before the service works on it; `work` is how long that will take. */
export function backgroundQueue(work: Micros, draw: Draw): Micros {
  return work === 0 ? 0 : Math.floor(draw.unit() * LONGEST_QUEUE);
}
