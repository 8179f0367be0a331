import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { RequestLane, RequestSpan, RunSpans } from '../../../sandbox/trace/spans.ts';
import { number, secondsOfMicros } from '../../strings/numbers.ts';
import { endText } from './laneFacts.ts';
import { ScrollBox } from './ScrollBox.tsx';
import type { TimelineRun } from './timelineRun.ts';
import { useRowsShown } from './useRowsShown.tsx';

/** Every request in numbers: what the picture shows, for those who read instead of look. */
export function DataTable({ run }: { readonly run: TimelineRun }) {
  const { lanes } = run.spans;
  const row = useRows();
  const { count, text, button } = useRowsShown(lanes.length, 'Anfrage', 'Anfragen');
  const shown = lanes.slice(0, count);
  if (lanes.length === 0) return null;
  return (
    <ScrollBox>
      <table class="wz-table">
        <caption>
          {run.label} ({run.detail}){text}
        </caption>
        <thead>
          <tr>
            <th scope="col">Nr.</th>
            <th scope="col">Beginn</th>
            <th scope="col">gesendet</th>
            <th scope="col">erstes Byte</th>
            <th scope="col">Ende</th>
            <th scope="col">Dauer</th>
            <th scope="col">Verbindung</th>
            <th scope="col">Versuche</th>
            <th scope="col">Ausgang</th>
          </tr>
        </thead>
        <tbody>{shown.map((lane) => row(lane, run.spans))}</tbody>
      </table>
      {button}
    </ScrollBox>
  );
}

interface Written {
  readonly to: number;
  readonly row: VNode;
}

/** Writes rows. That of an ended call does not change: it is written once, however often a live run is drawn. */
function useRows(): (lane: RequestLane, spans: RunSpans) => VNode {
  const written = useRef(new WeakMap<RequestLane, Written>());
  return (lane, spans) => {
    const known = written.current.get(lane);
    if (known !== undefined && known.to === lane.to) return known.row;
    const row = (
      <Row key={lane.lane} lane={lane} last={spans.requests.get(lane.requests.at(-1) ?? -1)} now={spans.now} />
    );
    if (lane.to !== null) written.current.set(lane, { to: lane.to, row });
    return row;
  };
}

interface RowProps {
  readonly lane: RequestLane;
  /** The call's latest attempt. */
  readonly last: RequestSpan | undefined;
  /** The latest moment of the trace, in microseconds. */
  readonly now: number;
}

function Row({ lane, last, now }: RowProps) {
  return (
    <tr>
      <th scope="row">{number(lane.lane + 1)}</th>
      <td>{secondsOfMicros(lane.from)}</td>
      <td>{last === undefined ? '–' : secondsOfMicros(last.sentAt)}</td>
      <td>{last === undefined || last.startedAt === null ? '–' : secondsOfMicros(last.startedAt)}</td>
      <td>{lane.to === null ? '–' : secondsOfMicros(lane.to)}</td>
      <td>{secondsOfMicros((lane.to ?? now) - lane.from)}</td>
      <td>{last?.connection ?? '–'}</td>
      <td>{number(lane.requests.length)}</td>
      <td>{last === undefined ? '–' : endText(last)}</td>
    </tr>
  );
}
