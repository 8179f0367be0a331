import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { raceAxis, raceRun } from '../../../src/components/lesson/race-run.ts';

const second = 1_000_000;

/** A run of calls, each with its beginning and end in seconds. */
function run(calls: readonly (readonly [number, number])[], reason: 'free' | 'socket') {
  const events: TraceEvent[] = calls.flatMap(([from, to], index): TraceEvent[] => [
    {
      kind: 'request-sent',
      at: from * second,
      request: index,
      connection: 0,
      method: 'POST',
      path: '/v1',
      retry: 0,
      bytes: 1,
    },
    { kind: 'response-started', at: to * second, request: index, status: 200, headers: [] },
    { kind: 'response-ended', at: to * second, request: index },
  ]);
  const end = Math.max(...calls.map(([, to]) => to)) * second;
  return spansOf([
    { kind: 'run-started', at: 0, runtime: 'python' },
    ...events.sort((a, b) => a.at - b.at),
    { kind: 'waited', at: 0, until: end, reason },
    { kind: 'run-ended', at: end, outcome: { kind: 'completed', exitCode: 0 } },
  ]);
}

const inTurn = run(
  [
    [0, 3],
    [3, 8],
  ],
  'socket',
);
const atOnce = run(
  [
    [0, 3],
    [0, 5],
  ],
  'free',
);

describe('The race', () => {
  test('puts both runs on one axis of whole five seconds', () => {
    expect(raceAxis([inTurn, atOnce])).toBe(10 * second);
  });

  test('draws each call where it was, in percent of the axis', () => {
    expect(raceRun(inTurn, 10 * second).calls).toEqual([
      { left: 0, width: 30 },
      { left: 30, width: 50 },
    ]);
    expect(raceRun(atOnce, 10 * second).calls).toEqual([
      { left: 0, width: 30 },
      { left: 0, width: 50 },
    ]);
  });

  test('tells a blocked program from a free event loop', () => {
    expect(raceRun(inTurn, 10 * second)).toMatchObject({ blocked: [{ left: 0, width: 80 }], free: [] });
    expect(raceRun(atOnce, 10 * second)).toMatchObject({ blocked: [], free: [{ left: 0, width: 50 }] });
  });

  test('ends with the run', () => {
    expect(raceRun(inTurn, 10 * second).totalMicros).toBe(8 * second);
  });
});
