import type { Micros } from '../../../sandbox/trace/event.ts';
import type { RunSpans } from '../../../sandbox/trace/spans.ts';

/** A bar of the race: place and length in percent of the common axis. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** What the start page draws of one run. */
export interface RaceRun {
  readonly totalMicros: Micros;
  /** Where the program was blocked, in the program's own lane. */
  readonly blocked: readonly Bar[];
  /** Where the event loop was free. */
  readonly free: readonly Bar[];
  /** One bar per call, from its beginning to the end of its answer. */
  readonly calls: readonly Bar[];
}

/** End of the common axis in microseconds: the longest run, rounded up to whole 5 s. */
export function raceAxis(runs: readonly RunSpans[]): Micros {
  const step = 5_000_000;
  const longest = Math.max(step, ...runs.map((run) => run.now));
  return Math.ceil(longest / step) * step;
}

/** The race's bars of one recorded run on an axis that ends at `axis` microseconds. */
export function raceRun(spans: RunSpans, axis: Micros): RaceRun {
  const bar = ({ from, to }: { readonly from: Micros; readonly to: Micros | null }): Bar => ({
    left: percent(from, axis),
    width: percent((to ?? spans.now) - from, axis),
  });
  const program = (state: 'blocked' | 'free') => spans.program.filter((span) => span.state === state).map(bar);
  return { totalMicros: spans.now, blocked: program('blocked'), free: program('free'), calls: spans.lanes.map(bar) };
}

const percent = (part: Micros, whole: Micros): number => Math.round((part / whole) * 100_000) / 1_000;
