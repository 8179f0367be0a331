import { useMemo } from 'preact/hooks';
import type { RunLayout } from './layout.ts';
import { stateWords, type TaskState, taskStates } from './taskBars.ts';
import { statesSeen } from './taskCounts.ts';
import type { TaskLayout, TaskStyle } from './taskLayout.ts';
import { laneCountText, taskCountText } from './taskRows.ts';
import { drawnNow, seenOf, toneOf } from './timelineRun.ts';

interface TaskHeadingProps {
  /** Unique on the page: prefixes the ids of patterns. */
  readonly id: string;
  readonly layout: RunLayout;
  readonly tasks: TaskLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
}

/** Pixels that a letter of the heading takes, on average and generously. */
const LETTER = 5.4;

/** How many tasks there are, and what their marks mean, each before its word; or that there are none, and why. */
export function TaskHeading({ id, layout, tasks, max }: TaskHeadingProps) {
  const { run } = layout;
  const seen = useMemo(() => statesSeen(run.spans, drawnNow(run), max / 2_000), [...seenOf(run), max]);
  const y = tasks.heading + 10;
  if (tasks.style === 'words') {
    return (
      <text class="tl-heading tl-sticky" x="0" y={y}>
        ein Callback nach dem anderen, keine Tasks
      </text>
    );
  }
  const count = tasks.style === 'area' ? taskCountText(run.spans) : laneCountText(run.spans);
  const tone = run.spans.tasks.every((lane) => lane.unit === 'thread') ? 'thread' : toneOf(run.mode);
  let x = (count.length + 2) * LETTER;
  return (
    <g class="tl-sticky">
      <text class="tl-heading" x="0" y={y}>
        {count}
      </text>
      {taskStates
        .filter((state) => seen.has(state))
        .map((state) => {
          const at = x;
          x += 14 + (stateWords[state].length + 1.5) * LETTER;
          return <Key key={state} id={id} state={state} style={tasks.style} tone={tone} x={at} y={y} />;
        })}
    </g>
  );
}

interface KeyProps {
  readonly id: string;
  readonly state: TaskState;
  readonly style: TaskStyle;
  readonly tone: string;
  readonly x: number;
  readonly y: number;
}

/** A mark as it stands in the lanes or the area, with its word. */
function Key({ id, state, style, tone, x, y }: KeyProps) {
  return (
    <>
      <rect {...markOf(state, style, tone, id)} x={x} {...(isLine(state, style) ? thin(y) : full(y))} width={10} />
      <text class="tl-heading" x={x + 13} y={y}>
        {stateWords[state]}
      </text>
    </>
  );
}

const isLine = (state: TaskState, style: TaskStyle): boolean => state === 'waiting' && style === 'lanes';
const thin = (y: number) => ({ y: y - 5.5, height: 3 });
const full = (y: number) => ({ y: y - 8, height: 8 });

function markOf(state: TaskState, style: TaskStyle, tone: string, id: string) {
  if (style === 'area') return { class: `tl-task-area ${state} ${tone}` };
  if (state === 'blocked') return { class: `tl-task-blocked ${tone}`, fill: `url(#${id}-hatch-${tone})` };
  return { class: `tl-task ${state} ${tone}` };
}
