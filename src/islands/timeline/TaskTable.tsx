import { duration, secondsOfMicros } from '../../strings/numbers.ts';
import { ScrollBox } from './ScrollBox.tsx';
import { type TaskState, taskBars, taskStates, taskTimes } from './taskBars.ts';
import { taskEndText } from './taskFacts.ts';
import { taskCountText, taskRows } from './taskRows.ts';
import type { TimelineRun } from './timelineRun.ts';
import { useRowsShown } from './useRowsShown.tsx';

const headings: Readonly<Record<TaskState, string>> = {
  running: 'lief',
  blocked: 'blockierte',
  ready: 'bereit',
  waiting: 'wartete',
};

/** Every task and thread in numbers, those of the libraries together; nothing where a run has none. */
export function TaskTable({ run }: { readonly run: TimelineRun }) {
  const { spans } = run;
  const rows = taskRows(spans);
  const { count, text, button } = useRowsShown(rows.length, 'Zeile', 'Zeilen');
  const shown = rows.slice(0, count);
  if (rows.length === 0) return null;
  return (
    <ScrollBox>
      <table class="wz-table">
        <caption>
          {run.label} ({run.detail}): {taskCountText(spans)}
          {text}
        </caption>
        <thead>
          <tr>
            <th scope="col">Task oder Thread</th>
            <th scope="col">Beginn</th>
            {taskStates.map((state) => (
              <th key={state} scope="col">
                {headings[state]}
              </th>
            ))}
            <th scope="col">Ende</th>
            <th scope="col">Ausgang</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ label, lanes }) => {
            const times = taskTimes(lanes.flatMap((lane) => taskBars(lane, spans.program, spans.now)));
            const only = lanes.length === 1 ? lanes[0] : undefined;
            return (
              <tr key={lanes[0]?.task}>
                <th scope="row">{label}</th>
                <td>{secondsOfMicros(lanes[0]?.from ?? 0)}</td>
                {taskStates.map((state) => (
                  <td key={state}>{times[state] < 10 ? '–' : duration(times[state] / 1_000)}</td>
                ))}
                <td>{typeof only?.to === 'number' ? secondsOfMicros(only.to) : '–'}</td>
                <td>{only === undefined ? '–' : taskEndText(only, spans)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {button}
    </ScrollBox>
  );
}
