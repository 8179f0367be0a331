import type { TraceEvent } from '../trace/event.ts';

/** How a field is written: a time relative to `at`, a number, a text by its place in a table, or as it is. */
type Field = readonly [name: string, as: 'span' | 'number' | 'text' | 'plain'];

/**
 * The fields of each kind of event after `at`, in the order in which a recording holds them. The order of the kinds is part of
 * the format: new ones are added at the end.
 */
const layouts = [
  ['run-started', [['runtime', 'text']]],
  [
    'output',
    [
      ['stream', 'text'],
      ['text', 'plain'],
    ],
  ],
  [
    'waited',
    [
      ['until', 'span'],
      ['reason', 'text'],
      ['line', 'number'],
      ['thread', 'number'],
    ],
  ],
  [
    'task',
    [
      ['task', 'number'],
      ['state', 'text'],
      ['name', 'text'],
      ['unit', 'text'],
      ['readySince', 'span'],
      ['reason', 'text'],
      ['library', 'plain'],
    ],
  ],
  ['output-dropped', [['characters', 'number']]],
  ['run-ended', [['outcome', 'plain']]],
  [
    'connecting',
    [
      ['connection', 'number'],
      ['host', 'text'],
      ['port', 'number'],
    ],
  ],
  ['connected', [['connection', 'number']]],
  [
    'connect-failed',
    [
      ['connection', 'number'],
      ['code', 'text'],
    ],
  ],
  ['handshaking', [['connection', 'number']]],
  ['handshaken', [['connection', 'number']]],
  [
    'connection-closed',
    [
      ['connection', 'number'],
      ['by', 'text'],
    ],
  ],
  [
    'request-sent',
    [
      ['request', 'number'],
      ['connection', 'number'],
      ['method', 'text'],
      ['path', 'text'],
      ['retry', 'number'],
      ['bytes', 'number'],
      ['line', 'number'],
      ['call', 'text'],
    ],
  ],
  [
    'response-started',
    [
      ['request', 'number'],
      ['status', 'number'],
      ['headers', 'plain'],
    ],
  ],
  [
    'chunk',
    [
      ['request', 'number'],
      ['bytes', 'number'],
      ['tokens', 'number'],
      ['text', 'plain'],
    ],
  ],
  ['response-ended', [['request', 'number']]],
  [
    'request-failed',
    [
      ['request', 'number'],
      ['code', 'text'],
    ],
  ],
  ['request-aborted', [['request', 'number']]],
  [
    'admitted',
    [
      ['request', 'number'],
      ['model', 'text'],
      ['endpoint', 'text'],
      ['promptTokens', 'number'],
      ['retry', 'number'],
    ],
  ],
  [
    'queued',
    [
      ['request', 'number'],
      ['ahead', 'number'],
    ],
  ],
  [
    'refused',
    [
      ['request', 'number'],
      ['status', 'number'],
      ['code', 'text'],
      ['retryAfter', 'number'],
      ['retry', 'number'],
    ],
  ],
  [
    'fault',
    [
      ['request', 'number'],
      ['fault', 'text'],
    ],
  ],
  ['first-token', [['request', 'number']]],
  [
    'served',
    [
      ['request', 'number'],
      ['status', 'number'],
      ['promptTokens', 'number'],
      ['cachedTokens', 'number'],
      ['completionTokens', 'number'],
      ['serviceTime', 'number'],
      ['costUsd', 'number'],
    ],
  ],
  [
    'aborted',
    [
      ['request', 'number'],
      ['promptTokens', 'number'],
      ['completionTokens', 'number'],
      ['costUsd', 'number'],
    ],
  ],
  [
    'job',
    [
      ['job', 'text'],
      ['type', 'text'],
      ['status', 'text'],
      ['promptTokens', 'number'],
      ['completionTokens', 'number'],
      ['costUsd', 'number'],
    ],
  ],
  [
    'webhook',
    [
      ['job', 'text'],
      ['event', 'text'],
      ['url', 'text'],
    ],
  ],
  ['tasks-untold', [['count', 'number']]],
] as const satisfies readonly (readonly [TraceEvent['kind'], readonly Field[]])[];

// A kind of event without a layout is an error here.
type Missing = Exclude<TraceEvent['kind'], (typeof layouts)[number][0]>;
const everyKindHasALayout: Missing extends never ? true : Missing = true;
void everyKindHasALayout;

/** Events as rows of numbers and plain values, with a table of the texts that repeat. */
export interface EncodedEvents {
  readonly texts: readonly string[];
  /** `[kind, time since the row before, …fields]`; null for an absent field, absent ones at the end are left out. */
  readonly rows: readonly (readonly unknown[])[];
}

type Loose = Readonly<Record<string, unknown>>;

/** Writes a trace compactly; nothing is lost. */
export function encodeEvents(events: readonly TraceEvent[]): EncodedEvents {
  const texts = new Map<string, number>();
  const textIndex = (text: unknown): number => {
    const known = texts.get(String(text));
    if (known !== undefined) return known;
    texts.set(String(text), texts.size);
    return texts.size - 1;
  };
  let before = 0;
  const rows = events.map((event) => {
    const kind = layouts.findIndex(([name]) => name === event.kind);
    const row: unknown[] = [kind, event.at - before];
    before = event.at;
    // The wire: the layout names the fields of this kind.
    const loose = event as unknown as Loose;
    for (const [name, as] of layouts[kind]?.[1] ?? []) {
      const value = loose[name];
      if (value === undefined) row.push(null);
      else if (as === 'span') row.push(Number(value) - event.at);
      else row.push(as === 'text' ? textIndex(value) : value);
    }
    while (row.at(-1) === null) row.pop();
    return row;
  });
  return { texts: [...texts.keys()], rows };
}

/** Reads what `encodeEvents` wrote. Throws where it is something else. */
export function decodeEvents({ texts, rows }: EncodedEvents): TraceEvent[] {
  let at = 0;
  return rows.map((row) => {
    const [kind, since, ...values] = row;
    const layout = layouts[Number(kind)];
    if (layout === undefined) {
      throw new Error(`Failed to read a recording: event kind ${String(kind)} is unknown. Run npm run record again.`);
    }
    at += Number(since);
    const event: Record<string, unknown> = { kind: layout[0], at };
    for (const [index, [name, as]] of layout[1].entries()) {
      const value = values[index];
      if (value === undefined || value === null) continue;
      event[name] = as === 'span' ? at + Number(value) : as === 'text' ? texts[Number(value)] : value;
    }
    // The wire: written by encodeEvents from a TraceEvent.
    return event as unknown as TraceEvent;
  });
}
