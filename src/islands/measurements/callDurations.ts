import type { TimelineRun } from '../timeline/timelineRun.ts';

/** Durations of a run's successful calls in milliseconds, retries and pauses included. */
export function callDurations(run: TimelineRun): readonly number[] {
  return run.spans.lanes.flatMap((lane) =>
    lane.end === 'answered' && lane.to !== null ? [(lane.to - lane.from) / 1_000] : [],
  );
}
