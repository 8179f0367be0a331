import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { distribution, measure } from '../../../sandbox/trace/measure.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';

const call = (request: number, from: number, to: number, costUsd?: number): TraceEvent[] => [
  {
    kind: 'request-sent',
    at: from,
    request,
    connection: 1,
    method: 'POST',
    path: '/v1/responses',
    retry: 0,
    call: `${request}`,
    bytes: 1,
  },
  { kind: 'admitted', at: from, request, model: 'gpt-6-luna', endpoint: 'responses', promptTokens: 10 },
  {
    kind: 'served',
    at: to,
    request,
    status: 200,
    promptTokens: 10,
    cachedTokens: 2,
    completionTokens: 20,
    serviceTime: to - from,
    ...(costUsd === undefined ? {} : { costUsd }),
  },
  { kind: 'response-started', at: to, request, status: 200, headers: [] },
  { kind: 'response-ended', at: to, request },
];
const start: TraceEvent = { kind: 'run-started', at: 0, runtime: 'typescript' };
const end = (at: number): TraceEvent => ({ kind: 'run-ended', at, outcome: { kind: 'completed', exitCode: 0 } });

describe('a measurement', () => {
  test('of two calls in turn tells sum, maximum, rate, tokens and cost', () => {
    const measured = measure(spansOf([start, ...call(1, 0, 2e6, 0.001), ...call(2, 2e6, 5e6, 0.002), end(5e6)]));
    expect(measured).toMatchObject({
      totalMs: 5_000,
      requests: 2,
      succeeded: 2,
      successRate: 1,
      throughputPerSecond: 0.4,
      maxInFlight: 1,
      serviceTimeMs: { sum: 5_000, max: 3_000 },
      tokens: { prompt: 20, cached: 4, completion: 40 },
      costUsd: 0.003,
      statuses: { '200': 2 },
    });
    expect(measured.latencyMs).toMatchObject({ p50: 2_000, p99: 3_000, mean: 2_500 });
  });

  test('of two calls at once has both in flight', () => {
    expect(measure(spansOf([start, ...call(1, 0, 9), ...call(2, 1, 8), end(9)])).maxInFlight).toBe(2);
  });

  test('has no cost where one price is unknown', () => {
    expect(measure(spansOf([start, ...call(1, 0, 1, 0.5), ...call(2, 1, 2), end(2)])).costUsd).toBeNull();
  });

  test('of a run without requests has no rates', () => {
    expect(measure(spansOf([start, end(1_500)]))).toMatchObject({
      totalMs: 1.5,
      requests: 0,
      successRate: null,
      latencyMs: null,
      costUsd: 0,
      program: { computingMs: 1.5, blockedMs: 0, freeMs: 0 },
    });
  });

  test('knows the time to first token and between tokens of streams', () => {
    const stream: TraceEvent[] = [
      { kind: 'request-sent', at: 0, request: 1, connection: 1, method: 'POST', path: '/', retry: 0, bytes: 1 },
      { kind: 'response-started', at: 300_000, request: 1, status: 200, headers: [] },
      { kind: 'chunk', at: 310_000, request: 1, bytes: 1, tokens: 1 },
      { kind: 'chunk', at: 350_000, request: 1, bytes: 1, tokens: 1 },
      { kind: 'chunk', at: 390_000, request: 1, bytes: 1, tokens: 1 },
      { kind: 'response-ended', at: 400_000, request: 1 },
    ];
    const measured = measure(spansOf([start, ...stream, end(400_000)]));
    expect(measured.timeToFirstTokenMs?.p50).toBe(310);
    expect(measured.interTokenMs?.p50).toBe(40);
  });
});

test('percentiles are nearest ranks', () => {
  const micros = Array.from({ length: 100 }, (_, i) => (i + 1) * 1_000);
  expect(distribution(micros)).toEqual({ p50: 50, p95: 95, p99: 99, min: 1, max: 100, mean: 50.5 });
  expect(distribution([])).toBeNull();
});
