import { describe, expect, test } from 'vitest';
import { compareRecordings } from '../../../sandbox/commands/compare-recordings.ts';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { decodeEvents, encodeEvents } from '../../../sandbox/lab/event-codec.ts';
import { formatRecording, makeRecording, parseRecording, recordingName } from '../../../sandbox/lab/recording.ts';
import type { Outcome, TraceEvent } from '../../../sandbox/trace/event.ts';

const outcome: Outcome = { kind: 'completed', exitCode: 0 };
const what = {
  example: 'probe',
  program: 'async.ts',
  parameters: { ANZAHL: '3' },
  conditions: presets.artikel,
  clock: 'wiederholbar' as const,
  outcome,
};

function traceOf(count: number, duration = 2_000_000): TraceEvent[] {
  const events: TraceEvent[] = [{ kind: 'run-started', at: 0, runtime: 'typescript' }];
  for (let i = 1; i <= count; i++) {
    events.push({ kind: 'connecting', at: 1, connection: i, host: 'api.openai.com', port: 443 });
    events.push({
      kind: 'request-sent',
      at: 2,
      request: i,
      connection: i,
      method: 'POST',
      path: '/v1/chat/completions',
      retry: 0,
      bytes: 300,
      line: 11,
      call: `c${i}`,
    });
  }
  events.push({ kind: 'waited', at: 3, until: duration, reason: 'free' });
  for (let i = 1; i <= count; i++) {
    events.push({
      kind: 'response-started',
      at: duration,
      request: i,
      status: 200,
      headers: [['x-request-id', `${i}`]],
    });
    events.push({ kind: 'chunk', at: duration, request: i, bytes: 9, tokens: 2, text: 'Das „Labor“' });
    events.push({ kind: 'response-ended', at: duration, request: i });
  }
  events.push({ kind: 'run-ended', at: duration + 5, outcome });
  return events;
}

describe('a recording', () => {
  test('of up to 100 requests gives back the whole trace', () => {
    const events = traceOf(100);
    const recording = parseRecording(formatRecording(makeRecording(what, events)));
    expect(recording.events).toEqual(events);
    expect(recording.requests).toEqual({ total: 100, kept: 100 });
  });

  test('of more requests keeps an even sample and the numbers of the whole run', () => {
    const recording = makeRecording(what, traceOf(1_000));
    expect(recording.measurement.requests).toBe(1_000);
    expect(recording.requests).toEqual({ total: 1_000, kept: 100 });
    const sent = recording.events.flatMap((event) => (event.kind === 'request-sent' ? [event.request] : []));
    expect(sent).toEqual(Array.from({ length: 100 }, (_, i) => i * 10 + 1));
    expect(recording.events.filter((event) => event.kind === 'connecting')).toHaveLength(100);
  });

  test('of another format is refused with the remedy', () => {
    const text = formatRecording(makeRecording(what, traceOf(1))).replace('"format":1', '"format":99');
    expect(() => parseRecording(text)).toThrow(/format 99 is unknown\. Run npm run record again/);
  });

  test('is named after program, parameters and other conditions', () => {
    const { artikel, azure } = presets;
    expect(recordingName('sync.py', { ANZAHL: '10' }, artikel, artikel)).toBe('sync.py.ANZAHL-10.json');
    expect(recordingName('sync.py', { B: '1', A: 'x/y' }, artikel, artikel)).toBe('sync.py.A-x_y.B-1.json');
    expect(recordingName('sync.py', {}, azure, artikel)).toMatch(/^sync\.py\.azure-[0-9a-f]{8}\.json$/);
  });
});

describe('the events of a recording', () => {
  test('survive with absent fields, negative steps and unusual texts', () => {
    const events: TraceEvent[] = [
      { kind: 'output', at: 10, stream: 'stderr', text: 'Zeile\n„Umlaut ä“' },
      { kind: 'first-token', at: 4, request: 1 },
      { kind: 'refused', at: 5, request: 1, status: 429, code: 'rate_limit_exceeded' },
      { kind: 'waited', at: 6, until: 9, reason: 'sleep', thread: 3 },
    ];
    expect(decodeEvents(JSON.parse(JSON.stringify(encodeEvents(events))))).toEqual(events);
  });

  test('of an unknown kind are refused', () => {
    expect(() => decodeEvents({ texts: [], rows: [[999, 0]] })).toThrow(/event kind 999/);
  });
});

describe('comparing with today', () => {
  const saved = formatRecording(makeRecording(what, traceOf(3)));

  test('finds nothing where nothing differs', () => {
    expect(compareRecordings(saved, saved, 'wiederholbar')).toBeNull();
  });

  test('names the first difference of a repeatable run', () => {
    const today = formatRecording(makeRecording(what, traceOf(3, 2_000_001)));
    expect(compareRecordings(saved, today, 'wiederholbar')).toMatch(/measurement\.totalMs: 2000\.005 became 2000\.006/);
  });

  test('looks at the structure only where computing is measured', () => {
    const slower = formatRecording(makeRecording(what, traceOf(3, 2_100_000)));
    const other = formatRecording(makeRecording(what, traceOf(4)));
    expect(compareRecordings(saved, slower, 'sofort')).toBeNull();
    expect(compareRecordings(saved, other, 'sofort')).toMatch(/requests\.total: 3 became 4/);
  });
});
