import { useMemo } from 'preact/hooks';
import type { TaskLane } from '../../../sandbox/trace/spans.ts';
import { share } from './axis.ts';
import type { RunLayout } from './layout.ts';
import { Stretched } from './Stretched.tsx';
import type { Selection } from './selection.ts';
import { TaskLabels } from './TaskLabels.tsx';
import type { TaskState } from './taskBars.ts';
import type { TaskLayout } from './taskLayout.ts';
import { PATH_WIDTH, type RowBars, rowBars, statePath } from './taskPaths.ts';
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
      <TaskLabels tasks={tasks} max={max} zoom={zoom} />
    </g>
  );
}

function toneOfUnit(unit: TaskLane['unit'], layout: RunLayout): string {
  return unit === 'thread' ? 'thread' : toneOf(layout.run.mode);
}

interface BlockedProps {
  readonly id: string;
  readonly layout: RunLayout;
  readonly tasks: TaskLayout;
  readonly bars: readonly RowBars[];
  readonly max: number;
}

/** Where a task holds the event loop, or a thread sits in a blocking call: hatched, as in the program's bar. */
function Blocked({ id, layout, tasks, bars, max }: BlockedProps) {
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
