import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Fact, laneFacts } from './laneFacts.ts';
import type { RunLayout, TimelineLayout } from './layout.ts';
import { momentFacts } from './momentFacts.ts';
import { notePlace } from './notePlace.ts';
import { taskFacts } from './taskFacts.ts';
import { drawnNow } from './timelineRun.ts';

/** What the reader points at: a request's lane, a line of the event loop's picture, or a moment of a run. */
export type Pointed =
  | { readonly kind: 'lane'; readonly layout: RunLayout; readonly lane: number; readonly isPinned: boolean }
  | { readonly kind: 'task'; readonly layout: RunLayout; readonly row: number; readonly isPinned: boolean }
  | { readonly kind: 'moment'; readonly layout: RunLayout; readonly at: number; readonly isPinned: boolean };

interface LaneNoteProps {
  readonly pointed: Pointed;
  readonly layout: TimelineLayout;
  readonly onClose: () => void;
}

/** The numbers of what is pointed at, beside it; pinned by a click or the keyboard, with the answer's headers. */
export function LaneNote({ pointed, layout, onClose }: LaneNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  const row = rowOf(pointed);
  useLayoutEffect(() => {
    if (note.current !== null) putBeside(note.current, row, layout.height);
  }, [pointed.kind, pointed.isPinned, row.top, layout.height]);
  // Where a run takes the left half of the axis, the right half is free.
  const isRight = drawnNow(pointed.layout.run) < layout.max / 2;
  return (
    <div ref={note} class={`tl-note ${isRight ? 'is-right' : ''} ${pointed.isPinned ? 'is-pinned' : ''}`} role="status">
      <p>
        <b>{titleOf(pointed)}</b>
        {pointed.isPinned && (
          <button type="button" class="wz-tool" onClick={onClose}>
            Schließen
          </button>
        )}
      </p>
      <Facts facts={factsOf(pointed)} />
      {pointed.kind === 'lane' && pointed.isPinned && <Headers pointed={pointed} />}
    </div>
  );
}

function titleOf(pointed: Pointed): string {
  const { run, tasks } = pointed.layout;
  if (pointed.kind === 'lane') return `${run.label}: Aufruf ${pointed.lane + 1}`;
  return pointed.kind === 'task' ? `${run.label}: ${tasks?.rows[pointed.row]?.label ?? ''}` : run.label;
}

interface Row {
  readonly top: number;
  readonly bottom: number;
}

function rowOf(pointed: Pointed): Row {
  const { lanes, program, tasks } = pointed.layout;
  const row = (top: number, height: number): Row => ({ top, bottom: top + height });
  if (pointed.kind === 'lane') return row(lanes.top + pointed.lane * lanes.pitch, lanes.bar);
  if (pointed.kind === 'task' && tasks !== null) return row(tasks.top + pointed.row * tasks.pitch, tasks.bar);
  return row(program.top, program.height);
}

/** The page's header stays in sight and covers so many pixels. */
const HEADER = 104;

function putBeside(note: HTMLElement, row: Row, picture: number): void {
  note.style.maxHeight = '';
  const stage = note.offsetParent?.getBoundingClientRect();
  if (stage === undefined) return;
  const view = { top: HEADER - stage.top, bottom: innerHeight - stage.top };
  // All is asked before anything is written: each change between two questions would be laid out for the second.
  const { offsetWidth: width, offsetHeight: height } = note;
  const place = notePlace({ row, view, picture, note: height, isNarrow: width > stage.width * 0.8 });
  note.style.top = `${place.top}px`;
  if (place.height < height) note.style.maxHeight = `${place.height}px`;
}

function factsOf(pointed: Pointed): readonly Fact[] {
  const { spans } = pointed.layout.run;
  if (pointed.kind === 'moment') return momentFacts(spans, pointed.at);
  if (pointed.kind === 'task') {
    const row = pointed.layout.tasks?.rows[pointed.row];
    return row === undefined ? [] : taskFacts(row, spans);
  }
  const lane = spans.lanes[pointed.lane];
  return lane === undefined ? [] : laneFacts(lane, spans);
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Headers({ pointed }: { readonly pointed: Pointed & { readonly kind: 'lane' } }) {
  const { spans } = pointed.layout.run;
  const request = spans.requests.get(spans.lanes[pointed.lane]?.requests.at(-1) ?? -1);
  if (request === undefined || request.headers.length === 0) return null;
  return (
    <details class="wz-more">
      <summary>Header der Antwort</summary>
      <pre>{request.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre>
    </details>
  );
}
