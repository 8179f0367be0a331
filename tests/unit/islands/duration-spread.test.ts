import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { countMarks, donePath, durationSpread } from '../../../src/islands/measurements/durationSpread.ts';
import type { TimelineRun } from '../../../src/islands/timeline/timelineRun.ts';
import { timelineRun } from './timeline-run.ts';

/** A run whose calls took so many milliseconds each. */
function runOf(durations: readonly number[]): TimelineRun {
  const run = timelineRun(durations.length, true);
  const lanes = run.spans.lanes.map((lane, index) => ({ ...lane, to: lane.from + (durations[index] ?? 0) * 1_000 }));
  return { ...run, spans: { ...spansOf([]), lanes } };
}

describe('the spread of durations', () => {
  it('has an axis of whole steps around all of them', () => {
    const { marks } = durationSpread([runOf([2_130, 2_870, 3_410, 4_990])]);
    expect(marks.map(({ value }) => value)).toEqual([2, 2.5, 3, 3.5, 4, 4.5, 5]);
  });

  it('counts every call once, in the step it fell into', () => {
    const durations = Array.from({ length: 97 }, (_, index) => 1_000 + index * 31);
    const spread = durationSpread([runOf(durations), runOf(durations.slice(0, 10))]);
    expect(spread.runs.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))).toEqual([97, 10]);
    expect(spread.runs[0]?.counts.length).toBe(spread.runs[1]?.counts.length);
    expect(spread.most).toBe(Math.max(...(spread.runs[0]?.counts ?? [])));
  });

  it('has a step for calls that all took equally long', () => {
    const spread = durationSpread([runOf([1_000, 1_000, 1_000])]);
    expect(spread.most).toBe(3);
    for (const place of spread.runs[0]?.places ?? []) expect(place).toBeGreaterThanOrEqual(0);
    for (const place of spread.runs[0]?.places ?? []) expect(place).toBeLessThanOrEqual(1);
  });

  it('rises to the top with the last call, in one step where several end at once', () => {
    const [run] = durationSpread([runOf([1_000, 2_000, 2_000, 3_000])]).runs;
    const path = run === undefined ? '' : donePath(run, 100, 50);
    expect(path.match(/V/g)).toHaveLength(3);
    expect(path).toMatch(/V0(H\d+)?$/);
  });

  it('counts in whole calls', () => {
    expect(countMarks(2).map(({ value }) => value)).toEqual([0, 1, 2]);
    expect(countMarks(97).map(({ value }) => value)).toEqual([0, 50]);
  });
});
