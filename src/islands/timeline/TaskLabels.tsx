import { useMemo } from 'preact/hooks';
import { share } from './axis.ts';
import { isClose, taskLabels } from './taskLabels.ts';
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
          class={kind === 'name' ? `tl-task-name ${isClose(tasks) ? 'is-close' : ''}` : `tl-mark ${kind}`}
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
