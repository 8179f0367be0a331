import { useMemo } from 'preact/hooks';
import { share } from './axis.ts';
import { isClose, type TaskLabel, taskLabels } from './taskLabels.ts';
import type { TaskLayout } from './taskLayout.ts';

interface TaskLabelsProps {
  readonly tasks: TaskLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
  /** How many times wider than its frame. */
  readonly zoom: number;
}

/** A name where each row starts (where rows are close, one for all that bear it), and a sign where it went wrong. */
export function TaskLabels({ tasks, max, zoom }: TaskLabelsProps) {
  const texts = useMemo(
    () =>
      taskLabels(tasks, max, zoom).map(({ row, kind, text, at, dx, anchor }) => (
        <text
          key={`${row}${kind}${text}`}
          class={`${classOf(kind, text)} ${isClose(tasks) ? 'is-close' : ''}`}
          x={share(at, max)}
          dx={dx}
          y={tasks.top + row * tasks.pitch + tasks.bar / 2 + 3.5}
          {...(anchor === 'end' ? { 'text-anchor': anchor } : {})}
        >
          {text}
        </text>
      )),
    [tasks, max, zoom],
  );
  return <>{texts}</>;
}

/** A sign stands beside its bar; names and words may lie on one and have a ground of their own. */
function classOf(kind: TaskLabel['kind'], text: string): string {
  if (kind === 'name') return 'tl-task-name';
  return `tl-mark ${kind} ${text.length > 1 ? 'is-word' : ''}`;
}
