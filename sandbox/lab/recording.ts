import type { Conditions } from '../conditions/conditions.ts';
import type { Outcome, RequestId, TraceEvent } from '../trace/event.ts';
import { measure } from '../trace/measure.ts';
import type { Measurement } from '../trace/measurement.ts';
import { spansOf } from '../trace/spans.ts';
import { decodeEvents, type EncodedEvents, encodeEvents } from './event-codec.ts';

/** Version of the format; a recording of another version is made again, not converted. */
export const RECORDING_FORMAT = 1;
/** Runs of up to so many requests are recorded whole. */
export const WHOLE_REQUESTS = 100;

/** A saved run: shown before anything runs, and when a run cannot start. Made by `npm run record`, never by hand. */
export interface Recording {
  readonly format: typeof RECORDING_FORMAT;
  readonly example: string;
  /** The program's file name. */
  readonly program: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: Conditions;
  readonly clock: 'wiederholbar' | 'sofort';
  readonly outcome: Outcome;
  /** Of the whole run, also where only a sample of the requests is kept. */
  readonly measurement: Measurement;
  /** Requests of the run, and how many of them `events` tell of: fewer in a sample, evenly spread. */
  readonly requests: { readonly total: number; readonly kept: number };
  readonly events: readonly TraceEvent[];
}

/** A recording as its file holds it. */
type RecordingFile = Omit<Recording, 'events'> & { readonly trace: EncodedEvents };

/** Makes a recording of a finished run, keeping at most `keep` requests. */
export function makeRecording(
  what: Pick<Recording, 'example' | 'program' | 'parameters' | 'conditions' | 'clock' | 'outcome'>,
  events: readonly TraceEvent[],
  keep = WHOLE_REQUESTS,
): Recording {
  const spans = spansOf(events);
  const total = spans.requests.size;
  const kept = total <= keep ? null : sampleOf(spans.lanes, total, keep);
  return {
    format: RECORDING_FORMAT,
    ...what,
    measurement: measure(spans),
    requests: { total, kept: kept?.size ?? total },
    events: kept === null ? events : eventsOf(events, kept),
  };
}

/** Whole calls, evenly spread, the first among them, until `keep` requests are reached. */
function sampleOf(
  lanes: readonly { readonly requests: readonly RequestId[] }[],
  total: number,
  keep: number,
): Set<RequestId> {
  const perLane = Math.max(1, total / Math.max(1, lanes.length));
  const wanted = Math.max(1, Math.floor(keep / perLane));
  const step = Math.max(1, lanes.length / wanted);
  const kept = new Set<RequestId>();
  for (let place = 0; place < lanes.length; place += step) {
    for (const request of lanes[Math.floor(place)]?.requests ?? []) if (kept.size < keep) kept.add(request);
  }
  return kept;
}

/** The events that concern these requests, their connections, and the program itself; waits of no great length are merged. */
function eventsOf(events: readonly TraceEvent[], kept: ReadonlySet<RequestId>): TraceEvent[] {
  const connections = new Set<number>();
  for (const event of events) {
    if (event.kind === 'request-sent' && kept.has(event.request)) connections.add(event.connection);
  }
  const chosen = events.filter((event) => {
    if ('request' in event) return kept.has(event.request);
    if ('connection' in event) return connections.has(event.connection);
    return event.kind !== 'task' && event.kind !== 'tasks-untold';
  });
  return coarseWaits(chosen);
}

/** In a sample the program's lane needs no more stretches than a picture can show. */
const MOST_WAITS = 500;

function coarseWaits(events: TraceEvent[]): TraceEvent[] {
  const waits = events.filter((event) => event.kind === 'waited');
  if (waits.length <= MOST_WAITS) return events;
  const lengths = waits.map(({ at, until }) => until - at).sort((a, b) => b - a);
  const least = lengths[MOST_WAITS - 1] ?? 0;
  let room = MOST_WAITS;
  return events.filter((event) => event.kind !== 'waited' || (event.until - event.at >= least && room-- > 0));
}

/** The recording's file: one line of JSON for the head, then one per event, so that changes can be read in a diff. */
export function formatRecording({ events, ...head }: Recording): string {
  const { texts, rows } = encodeEvents(events);
  const start = JSON.stringify({ ...head, trace: { texts, rows: [] } }).replace(/\]\}\}$/, '');
  return `${start}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}}\n`;
}

/** Reads a recording's file. Throws where it is none of this format. */
export function parseRecording(text: string): Recording {
  const { trace, ...head } = JSON.parse(text) as RecordingFile;
  if (head.format !== RECORDING_FORMAT || trace === undefined) {
    throw new Error(`Failed to read a recording: format ${String(head.format)} is unknown. Run npm run record again.`);
  }
  return { ...head, events: decodeEvents(trace) };
}

/**
 * The file name of a recording inside `recordings/`: the program, the parameters in the order of their names, and a mark for
 * conditions that are not the example's own.
 */
export function recordingName(
  program: string,
  parameters: Readonly<Record<string, string>>,
  conditions: Conditions,
  own: Conditions,
): string {
  const values = Object.keys(parameters)
    .sort()
    .map((name) => `.${name}-${(parameters[name] ?? '').replace(/[^\w.-]/g, '_')}`);
  const mark =
    JSON.stringify(conditions) === JSON.stringify(own) ? '' : `.${conditions.name}-${fingerprint(conditions)}`;
  return `${program}${values.join('')}${mark}.json`;
}

/** FNV-1a over the conditions' JSON: tells apart conditions that share a name. */
function fingerprint(conditions: Conditions): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(conditions)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
