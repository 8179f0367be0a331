import { useMemo } from 'preact/hooks';
import type { TaskLane } from '../../../sandbox/trace/spans.ts';
import { share } from './axis.ts';
import type { RunLayout } from './layout.ts';
import { Stretched } from './Stretched.tsx';
import type { Selection } from './selection.ts';
import type { TaskState } from './taskBars.ts';
import type { TaskLayout } from './taskLayout.ts';
import { PATH_WIDTH, type RowBars, rowBars, statePath } from './taskPaths.ts';
import type { TaskRow } from './taskRows.ts';
import { seenOf, toneOf } from './timelineRun.ts';

interface TaskLanesProps {
  /** Unique on the page: prefixes the ids of patterns. */
  readonly id: string;
  readonly layout: RunLayout;
  readonly tasks: TaskLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
  readonly selection: Selection | null;
  /** How many times finer than its frame. */
  readonly zoom: number;
}

/** Painted in this order: what a task did hides that it waited. */
const painted = ['waiting', 'ready', 'running'] as const satisfies readonly TaskState[];
const units = ['task', 'thread'] as const;

/** Each task and thread on a line of its own: which one runs, which are ready, which wait, which one blocks. */
export function TaskLanes({ id, layout, tasks, max, selection, zoom }: TaskLanesProps) {
  const { run } = layout;
  const bars = useMemo(() => rowBars(run, tasks.rows, max / zoom), [...seenOf(run), tasks.rows, max, zoom]);
  const selected = selection?.kind === 'task' && selection.run === run.id ? selection.row : null;
  return (
    <g>
      {selected !== null && (
        <rect
          class="tl-lane-light is-task"
          x="0"
          width="100%"
          y={tasks.top + selected * tasks.pitch - 1}
          height={tasks.bar + 2}
        />
      )}
      <Stretched top={tasks.top} height={tasks.height} units={PATH_WIDTH * zoom}>
        {units.flatMap((unit) =>
          painted.map((state) => {
            const path = statePath(tasks, bars, max / zoom, state, unit);
            return path === '' ? null : (
              <path key={`${unit}${state}`} class={`tl-task ${state} ${toneOfUnit(unit, layout)}`} d={path} />
            );
          }),
        )}
      </Stretched>
      <Blocked id={id} layout={layout} tasks={tasks} bars={bars} max={max} />
      <Words layout={layout} tasks={tasks} max={max} />
    </g>
  );
}

function toneOfUnit(unit: TaskLane['unit'], layout: RunLayout): string {
  return unit === 'thread' ? 'thread' : toneOf(layout.run.mode);
}

interface PartProps {
  readonly layout: RunLayout;
  readonly tasks: TaskLayout;
  readonly max: number;
}

/** Where a task holds the event loop, or a thread sits in a blocking call: hatched, as in the program's bar. */
function Blocked({
  id,
  layout,
  tasks,
  bars,
  max,
}: PartProps & { readonly id: string; readonly bars: readonly RowBars[] }) {
  return (
    <>
      {tasks.rows.flatMap((row, index) => {
        const tone = toneOfUnit(row.lanes[0]?.unit ?? 'task', layout);
        return (bars[index]?.get('blocked') ?? []).map(({ from, to }) => (
          <rect
            key={`${index}-${from}`}
            class={`tl-task-blocked ${tone}`}
            x={share(from, max)}
            y={tasks.top + index * tasks.pitch}
            width={share(to - from, max)}
            height={tasks.bar}
            fill={`url(#${id}-hatch-${tone})`}
          />
        ));
      })}
    </>
  );
}

/** A name where each line starts (where lines are close, one for all that bear it), and a sign where it went wrong. */
function Words({ layout, tasks, max }: PartProps) {
  const isClose = tasks.pitch < 12;
  return (
    <>
      {tasks.rows.map((row, index) => {
        const y = tasks.top + index * tasks.pitch + tasks.bar / 2 + 3;
        const name = isClose ? groupName(tasks.rows, index) : row.label;
        return (
          <g key={row.lanes[0]?.task}>
            {name !== null && (
              <text
                class={`tl-task-name ${isClose ? 'is-close' : ''}`}
                x={share(row.lanes[0]?.from ?? 0, max)}
                dx={isClose ? '6' : '8'}
                y={y}
              >
                {name}
              </text>
            )}
            <EndSign lane={row.lanes.length === 1 ? row.lanes[0] : undefined} max={max} y={y} layout={layout} />
          </g>
        );
      })}
    </>
  );
}

/** What stands before a lane's own number: equal for those that are shown under one name. */
function stem(row: TaskRow | undefined): string | null {
  const lane = row?.lanes[0];
  if (row === undefined || lane === undefined || row.lanes.length > 1) return null;
  return lane.unit === 'thread' ? 'Thread' : lane.name;
}

/** „stelle 1–10“ on the first of neighbours that bear one name, null on the others. */
function groupName(rows: readonly TaskRow[], index: number): string | null {
  const row = rows[index];
  const own = stem(row);
  if (own === null) return row?.label ?? null;
  if (stem(rows[index - 1]) === own) return null;
  let end = index;
  while (stem(rows[end + 1]) === own) end += 1;
  return end === index ? (row?.label ?? null) : `${own} 1–${end - index + 1}`;
}

interface EndSignProps {
  readonly lane: TaskLane | undefined;
  readonly layout: RunLayout;
  readonly max: number;
  readonly y: number;
}

/** How a task ended, where it did not simply finish. */
function EndSign({ lane, max, y }: EndSignProps) {
  if (lane === undefined || lane.to === null || lane.end === 'done' || lane.end === null) return null;
  return (
    <text class={`tl-mark ${lane.end}`} x={share(lane.to, max)} dx="2" y={y}>
      {lane.end === 'failed' ? '✕ gescheitert' : '⊘ abgebrochen'}
    </text>
  );
}
