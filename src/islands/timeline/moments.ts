import { taskBars } from './taskBars.ts';
import type { TimelineRun } from './timelineRun.ts';

/** Steps closer together than this part of the axis are one step. */
const HAIR = 1_000;

/** The moments at which something changes in any of the runs, in order: what stepping goes through. */
export function moments(runs: readonly TimelineRun[], max: number): readonly number[] {
  const all: number[] = [];
  for (const { spans } of runs) {
    for (const lane of spans.lanes) {
      for (const phase of lane.phases) all.push(phase.from, phase.to ?? spans.now);
    }
    for (const lane of spans.tasks) {
      for (const { state, from, to } of taskBars(lane, spans.program, spans.now)) {
        if (state === 'blocked' || state === 'ready') all.push(from, to);
      }
    }
    all.push(spans.now);
  }
  all.sort((a, b) => a - b);
  const kept: number[] = [];
  for (const moment of all) {
    const last = kept.at(-1);
    if (last === undefined || moment - last > max / HAIR) kept.push(moment);
  }
  return kept;
}

/** The next moment after `at`, or the previous one before it; null past the ends. */
export function stepFrom(all: readonly number[], at: number, direction: 1 | -1): number | null {
  if (direction === 1) return all.find((moment) => moment > at) ?? null;
  return all.findLast((moment) => moment < at) ?? null;
}
