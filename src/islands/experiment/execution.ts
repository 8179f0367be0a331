import type { Recording } from '../../../sandbox/lab/recording.ts';
import type { OutputStream, RequestId, TraceEvent } from '../../../sandbox/trace/event.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { collectSpans } from '../../../sandbox/trace/span-collector.ts';
import type { RunSpans } from '../../../sandbox/trace/spans.ts';

/** A piece of what the program printed. */
export interface OutputPart {
  readonly stream: OutputStream;
  readonly text: string;
  /** Lab time in microseconds. */
  readonly at: number;
}

/** A part of a streamed answer as it arrived. */
export interface StreamPart {
  /** Lab time in microseconds. */
  readonly at: number;
  readonly text: string;
}

/** The trace of one run as it grows, and what derives from it. */
export interface Execution {
  readonly events: readonly TraceEvent[];
  readonly spans: RunSpans;
  readonly output: readonly OutputPart[];
  /** Characters the program printed, those included that were not kept because they are more than a page can show. */
  readonly outputLength: number;
  /** Texts of streamed answers by request, with the moments of their arrival. */
  readonly streams: ReadonlyMap<RequestId, readonly StreamPart[]>;
  /** Where only a part of the requests is kept (a recording of very many): how many there were, and how many are shown. */
  readonly sample: { readonly total: number; readonly kept: number } | null;
  /** The numbers so far; computed again only after new events. */
  measurement(): Measurement;
  add(events: readonly TraceEvent[]): void;
  /** The run was stopped at `at` (microseconds of lab time), after its last event. */
  reach(at: number): void;
}

/** More output than this is counted, not kept: a page must survive a program that prints for ever. */
const OUTPUT_LIMIT = 200_000;

/** Starts an empty trace. */
export function createExecution(): Execution {
  const collector = collectSpans();
  const events: TraceEvent[] = [];
  const output: OutputPart[] = [];
  const streams = new Map<RequestId, StreamPart[]>();
  let kept = 0;
  let dropped = 0;
  let droppedByLab = 0;
  let measured: { readonly revision: number; readonly value: Measurement } | null = null;

  const takeOutput = (part: OutputPart): void => {
    const room = OUTPUT_LIMIT - kept;
    const text = part.text.slice(0, Math.max(0, room));
    dropped += part.text.length - text.length;
    kept += text.length;
    if (text !== '') output.push({ ...part, text });
  };
  const takeChunk = (request: RequestId, part: StreamPart): void => {
    const parts = streams.get(request);
    if (parts === undefined) streams.set(request, [part]);
    else parts.push(part);
  };

  return {
    events,
    spans: collector.spans,
    output,
    streams,
    sample: null,
    get outputLength() {
      return kept + dropped + droppedByLab;
    },
    measurement() {
      if (measured?.revision !== collector.revision) {
        measured = { revision: collector.revision, value: measure(collector.spans) };
      }
      return measured.value;
    },
    add(added) {
      for (const event of added) {
        events.push(event);
        if (event.kind === 'output') takeOutput({ stream: event.stream, text: event.text, at: event.at });
        if (event.kind === 'output-dropped') droppedByLab = event.characters;
        if (event.kind === 'chunk' && event.text !== undefined) {
          takeChunk(event.request, { at: event.at, text: event.text });
        }
      }
      collector.add(added);
    },
    reach: collector.reach,
  };
}

/** An execution that is already over: a recording, with the numbers of the whole run even where only a sample is kept. */
export function executionOf(recording: Recording): Execution {
  const execution = createExecution();
  execution.add(recording.events);
  const { total, kept } = recording.requests;
  if (kept === total) return execution;
  return {
    events: execution.events,
    spans: execution.spans,
    output: execution.output,
    outputLength: execution.outputLength,
    streams: execution.streams,
    sample: { total, kept },
    measurement: () => recording.measurement,
    add: () => undefined,
    reach: () => undefined,
  };
}
