import { type TaskLayout, taskLayout } from './taskLayout.ts';
import { drawnNow, type TimelineRun } from './timelineRun.ts';

/**
 * How requests are drawn. `lanes`: each on a line of its own that can be pointed at; `rows`: each on a thin row; `density`:
 * an area whose height is the number of requests under way (honest for any number).
 */
export type LaneStyle = 'lanes' | 'rows' | 'density';

/** Places of one run's parts, in pixels from the top of the figure. */
export interface RunLayout {
  readonly run: TimelineRun;
  readonly style: LaneStyle;
  /** Top of the run's heading. */
  readonly top: number;
  readonly program: { readonly top: number; readonly height: number };
  /** The event loop's tasks and the program's threads; null where there is nothing to draw. */
  readonly tasks: TaskLayout | null;
  readonly lanes: {
    /** Top of the line that says what follows; null where requests alone are drawn. */
    readonly heading: number | null;
    readonly top: number;
    readonly height: number;
    readonly pitch: number;
    readonly bar: number;
  };
}

export interface TimelineLayout {
  /** End of the common axis in microseconds; it always begins at 0. */
  readonly max: number;
  readonly runs: readonly RunLayout[];
  /** Where the axis' labels stand, and the whole height, in pixels. */
  readonly axis: number;
  readonly height: number;
}

/** Up to this many lanes one can point at each; up to the second, each is still a row of at least a pixel. */
export const MAX_LANES = 40;
export const MAX_ROWS = 240;

const HEADING = 22;
const PROGRAM = 14;
const GAP = 6;
const LANES_HEADING = 15;
const BETWEEN = 26;
const AXIS = 22;
const DENSITY = 132;

function laneStyle(count: number): LaneStyle {
  if (count <= MAX_LANES) return 'lanes';
  return count <= MAX_ROWS ? 'rows' : 'density';
}

/** Height of a lane's step and of its bar, so that few requests are comfortable and many stay on one screen. */
function pitchFor(count: number): { pitch: number; bar: number } {
  if (count <= 12) return { pitch: 12, bar: 9 };
  if (count <= 24) return { pitch: 8, bar: 6 };
  if (count <= MAX_LANES) return { pitch: 6, bar: 5 };
  const pitch = count <= 80 ? 3 : count <= 120 ? 2 : 1;
  return { pitch, bar: pitch };
}

function lanesFor(count: number, style: LaneStyle): { height: number; pitch: number; bar: number } {
  if (style === 'density') return { height: DENSITY, pitch: 0, bar: 0 };
  const { pitch, bar } = pitchFor(count);
  return { height: Math.max(count, 1) * pitch, pitch, bar };
}

/** End of the axis for these runs: the latest moment any of them speaks of, at least a millisecond. */
export function axisEnd(runs: readonly TimelineRun[]): number {
  return Math.max(1_000, ...runs.map((run) => Math.max(drawnNow(run), run.forecast ?? 0)));
}

/** Steps by which the axis of a run under way grows, so that the picture does not shrink under the reader's eye. */
const GROWTH = 1.25;
/** A run that takes hardly longer than the one before moves the axis by no more than it must. */
const HARDLY = 1.08;

/** End of the axis while a run goes on: at least `least`, and beyond it in steps. */
export function liveAxisEnd(runs: readonly TimelineRun[], least: number): number {
  const end = axisEnd(runs);
  if (end <= least * HARDLY) return Math.max(least, end);
  return GROWTH ** Math.ceil(Math.log(end) / Math.log(GROWTH));
}

/** Lines that a finished run needed. */
export interface RunBefore {
  readonly requests: number;
  readonly tasks: number;
}

/** What stays as it is while a run goes on. */
export interface KeptPlaces {
  /** Requests a run is going to make; 0 where that is not known. */
  readonly requests?: number;
  /** What the run before needed, by run id. */
  readonly before?: ReadonlyMap<string, RunBefore>;
}

/** With so many times fewer requests than the largest a run would be a flat line in its style: it is drawn in its own. */
const FAR_FEWER = 10;

/**
 * Places every part of the figure. All runs share one axis, and runs of like size one style of lanes, so that equal things
 * look equal.
 * What `kept` names has its place before it exists. `max` keeps the axis while a run goes on.
 */
export function layoutTimeline(
  runs: readonly TimelineRun[],
  kept: KeptPlaces = {},
  max = axisEnd(runs),
): TimelineLayout {
  const counts = runs.map(({ id, spans }) => {
    const expected = kept.requests || (kept.before?.get(id)?.requests ?? 0);
    return Math.max(spans.lanes.length, spans.outcome === null ? expected : 0);
  });
  const most = Math.max(0, ...counts);
  let top = 4;
  const placed = runs.map((run, index): RunLayout => {
    const count = counts[index] ?? 0;
    const style = laneStyle(count * FAR_FEWER <= most ? count : most);
    const layout = placeRun(run, style, top, count, kept.before?.get(run.id)?.tasks);
    top = layout.lanes.top + layout.lanes.height + BETWEEN;
    return layout;
  });
  const axis = top - BETWEEN + 8;
  return { max, runs: placed, axis, height: axis + AXIS };
}

function placeRun(run: TimelineRun, style: LaneStyle, top: number, count: number, keptTasks?: number): RunLayout {
  const program = { top: top + HEADING, height: PROGRAM };
  const below = program.top + PROGRAM + GAP;
  const tasks = taskLayout(run, below, keptTasks);
  if (tasks === null)
    return { run, style, top, program, tasks, lanes: { heading: null, top: below, ...lanesFor(count, style) } };
  const heading = tasks.top + tasks.height + (tasks.height > 0 ? GAP : 0);
  const lanes = { heading, top: heading + LANES_HEADING, ...lanesFor(count, style) };
  return { run, style, top, program, tasks, lanes };
}

/** The lane at a height within a run's lanes, or null beside them. */
export function laneAt(layout: RunLayout, y: number): number | null {
  if (layout.style === 'density') return null;
  const lane = Math.floor((y - layout.lanes.top) / layout.lanes.pitch);
  return lane >= 0 && lane < layout.run.spans.lanes.length ? lane : null;
}
