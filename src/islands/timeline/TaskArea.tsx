import { useMemo } from 'preact/hooks';
import { number } from '../../strings/numbers.ts';
import { share } from './axis.ts';
import { densityAreas, densityEdge, densityOfStretches } from './density.ts';
import { Ground } from './Ground.tsx';
import type { RunLayout } from './layout.ts';
import { Stretched } from './Stretched.tsx';
import { taskStates } from './taskBars.ts';
import { taskStretches } from './taskCounts.ts';
import type { TaskLayout } from './taskLayout.ts';
import { drawnNow, seenOf, toneOf } from './timelineRun.ts';

const COLUMNS = 480;
/** Beyond this part of the axis a sentence has no room. */
const ROOM_FOR_WORDS = 0.6;

interface TaskAreaProps {
  readonly layout: RunLayout;
  readonly tasks: TaskLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
  /** How many times finer than its frame. */
  readonly zoom: number;
}

/** Many tasks as an area: from the ground up how many ran, held the loop, were ready, waited; its height is how many there were. */
export function TaskArea({ layout, tasks, max, zoom }: TaskAreaProps) {
  const { run } = layout;
  const columns = COLUMNS * zoom;
  const { areas, edge } = useMemo(() => {
    const now = drawnNow(run);
    const density = densityOfStretches(taskStates, taskStretches(run.spans, now), max, columns);
    const peak = Math.max(1, density.peak);
    return {
      areas: densityAreas(density, peak, tasks.height, ['running', 'blocked', 'ready']),
      edge: densityEdge(density, peak, tasks.height, (now / max) * columns),
    };
  }, [...seenOf(run), tasks.height, max, columns]);
  const tone = run.spans.tasks[0]?.unit === 'thread' ? 'thread' : toneOf(run.mode);
  return (
    <g>
      <Stretched top={tasks.top} height={tasks.height} units={columns}>
        {areas.map(({ phase, path }) => (
          <path key={phase} class={`tl-task-area ${phase} ${tone}`} d={path} />
        ))}
        <path class={`tl-task-edge ${tone}`} d={edge} />
      </Stretched>
      {run.spans.untoldTasks > 0 && <Untold layout={layout} tasks={tasks} max={max} />}
      <Ground run={run} max={max} y={tasks.top + tasks.height} />
    </g>
  );
}

/** Of very many tasks the first are told alone: once nine tenths of them have ended, the rest would look like nothing. */
function Untold({ layout, tasks, max }: Omit<TaskAreaProps, 'zoom'>) {
  const { run } = layout;
  const now = drawnNow(run);
  const ends = run.spans.tasks.map(({ to }) => to ?? now).sort((a, b) => a - b);
  const mostEnded = ends[Math.floor(ends.length * 0.9)] ?? now;
  if (mostEnded >= max * ROOM_FOR_WORDS) return null;
  return (
    <text class="tl-word" x={share(mostEnded, max)} dx="6" y={tasks.top + tasks.height - 5}>
      {`danach ${number(run.spans.untoldTasks)} weitere, nicht aufgezeichnet`}
    </text>
  );
}
