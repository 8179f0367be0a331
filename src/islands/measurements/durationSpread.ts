import { stepFor } from '../timeline/axis.ts';
import { type TimelineRun, type Tone, toneOf } from '../timeline/timelineRun.ts';
import { callDurations } from './callDurations.ts';

/** A mark of an axis: where it stands, as a share of the axis from 0 to 1, and its number. */
export interface Mark {
  readonly at: number;
  readonly value: number;
}

/** How long one run's calls took. */
export interface RunSpread {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** Calls in each step of the axis. */
  readonly counts: readonly number[];
  /** Places of the calls' durations on the axis, from 0 to 1, in rising order. */
  readonly places: readonly number[];
}

/** How the durations of several runs' calls spread, all on one axis. */
export interface DurationSpread {
  /** Marks of the axis, in seconds. */
  readonly marks: readonly Mark[];
  readonly runs: readonly RunSpread[];
  /** Most calls in one step of any of the runs. */
  readonly most: number;
}

/** The axis is divided into at most so many steps, and carries at most so many numbers. */
const STEPS = 24;
const NUMBERS = 6;

/** Marks at whole multiples of a step between two values. */
function marksBetween(from: number, to: number, step: number): readonly Mark[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const value = (first + index) * step;
    return { at: (value - from) / (to - from), value };
  });
}

/** Marks of an axis of counts from 0 to `most`. */
export function countMarks(most: number): readonly Mark[] {
  return marksBetween(0, most, Math.max(1, stepFor(most, 3)));
}

/** Sorts the durations of the runs' calls into steps. The axis begins and ends with a whole step around all of them. */
export function durationSpread(runs: readonly TimelineRun[]): DurationSpread {
  const durations = runs.map((run) => Float64Array.from(callDurations(run), (ms) => ms / 1_000).sort());
  const shortest = Math.min(...durations.map((own) => own[0] ?? Number.POSITIVE_INFINITY));
  const longest = Math.max(...durations.map((own) => own.at(-1) ?? 0));
  // Where all took equally long there is a step around them all the same.
  const step = stepFor(Math.max(longest - shortest, longest / 100, 0.001), STEPS);
  const from = Math.floor(shortest / step + 1e-9) * step;
  const steps = Math.floor((longest - from) / step + 1e-9) + 1;
  const width = steps * step;
  const spread = runs.map((run, index): RunSpread => {
    const places = Array.from(durations[index] ?? [], (seconds) => (seconds - from) / width);
    const counts = new Array<number>(steps).fill(0);
    for (const place of places) {
      const slot = Math.min(steps - 1, Math.floor(place * steps + 1e-9));
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    return { id: run.id, label: run.label, tone: toneOf(run.mode), counts, places };
  });
  return {
    marks: marksBetween(from, from + width, stepFor(width, NUMBERS)),
    runs: spread,
    most: Math.max(1, ...spread.flatMap(({ counts }) => counts)),
  };
}

/** The share of calls that are done after a time, as an SVG path in a box of `width` by `height`. */
export function donePath({ places }: RunSpread, width: number, height: number): string {
  let path = `M0 ${height}`;
  let x = 0;
  for (const [index, place] of places.entries()) {
    const next = Math.round(place * width);
    const isLast = index === places.length - 1;
    // Calls that end within one unit are one step.
    if (!isLast && Math.round((places[index + 1] ?? 1) * width) === next) continue;
    const y = Math.round(height * (1 - (index + 1) / places.length) * 10) / 10;
    path += `H${next}V${y}`;
    x = next;
  }
  return x < width ? `${path}H${width}` : path;
}
