import type { TaskLane } from '../../../sandbox/trace/spans.ts';
import { type Box, boxPath } from './boxPath.ts';
import { type TaskBar, type TaskState, taskBars } from './taskBars.ts';
import type { TaskLayout } from './taskLayout.ts';
import type { TaskRow } from './taskRows.ts';
import { drawnNow, type TimelineRun } from './timelineRun.ts';

/** Units in a path for what fills the frame: fine enough for any screen. A picture that is zoomed has so many more. */
export const PATH_WIDTH = 4_000;

/** Narrowest stretch that is drawn, in units of the axis: about a pixel and a half. */
const NARROWEST: Readonly<Record<TaskState, number>> = { running: 8, blocked: 8, ready: 6, waiting: 1 };

/** A stretch as it is drawn: short interruptions are bridged, `time` is how long the state really lasted within. */
export interface DrawnBar extends TaskBar {
  readonly time: number;
}

/** A row's stretches by state. */
export type RowBars = ReadonlyMap<TaskState, readonly DrawnBar[]>;

/** What each row did, by state, where `shown` microseconds fill the frame; what is thinner than a hair is no state to show. */
export function rowBars(run: TimelineRun, rows: readonly TaskRow[], shown: number): readonly RowBars[] {
  const now = drawnNow(run);
  const hair = (shown * 2) / PATH_WIDTH;
  return rows.map((row) => {
    const all = row.lanes.flatMap((lane) => barsOf(lane, run, now));
    const byState = Map.groupBy(all, (bar) => bar.state);
    return new Map([...byState].map(([state, bars]) => [state, visible(state, bridged(bars, hair), hair)]));
  });
}

/** A task that took no time at all is a stroke where it was. */
function barsOf(lane: TaskLane, { spans }: TimelineRun, now: number): readonly TaskBar[] {
  const bars = taskBars(lane, spans.program, now);
  return bars.length > 0 || lane.end !== 'done' ? bars : [{ state: 'running', from: lane.from, to: lane.from }];
}

/** That a task ran is shown however short it was; that it was ready or waited only where one could see how long. */
function visible(state: TaskState, bars: readonly DrawnBar[], hair: number): readonly DrawnBar[] {
  return state === 'running' ? bars : bars.filter(({ from, to }) => to - from >= hair);
}

function bridged(bars: readonly TaskBar[], hair: number): readonly DrawnBar[] {
  const ordered = [...bars].sort((one, other) => one.from - other.from);
  const joined: { state: TaskState; from: number; to: number; time: number }[] = [];
  for (const bar of ordered) {
    const time = bar.to - bar.from;
    const last = joined.at(-1);
    if (last !== undefined && bar.from - last.to <= hair) {
      last.to = Math.max(last.to, bar.to);
      last.time += time;
    } else joined.push({ ...bar, time });
  }
  return joined;
}

/** How much of a row's height a state takes, and how far below the row's top it begins, from 0 to 1. */
const heights: Readonly<Record<TaskState, readonly [below: number, height: number]>> = {
  running: [0, 1],
  blocked: [0, 1],
  ready: [0.1, 0.8],
  waiting: [0.35, 0.3],
};

/** A task that ran again and again for moments: as low as the program's bar is where it computes little. */
const SPARSE = [0.65, 0.35] as const;

function isSparse({ state, from, to, time }: DrawnBar, scale: number): boolean {
  return state === 'running' && (to - from) * scale > 2 * NARROWEST.running && time < (to - from) / 2;
}

/** All stretches of one state and one unit as a path; `shown` microseconds are PATH_WIDTH units. */
export function statePath(
  layout: TaskLayout,
  bars: readonly RowBars[],
  shown: number,
  state: TaskState,
  unit: 'task' | 'thread',
): string {
  return boxPath(stateBoxes(layout, bars, PATH_WIDTH / shown, state, unit));
}

function* stateBoxes(
  layout: TaskLayout,
  bars: readonly RowBars[],
  scale: number,
  state: TaskState,
  unit: 'task' | 'thread',
): Iterable<Box> {
  for (const [index, row] of layout.rows.entries()) {
    if (row.lanes[0]?.unit !== unit) continue;
    for (const bar of bars[index]?.get(state) ?? []) {
      const width = Math.max(NARROWEST[state], (bar.to - bar.from) * scale);
      const [below, height] = isSparse(bar, scale) ? SPARSE : heights[state];
      const y = index * layout.pitch + below * layout.bar;
      yield { x: bar.from * scale, y, width, height: height * layout.bar };
    }
  }
}
