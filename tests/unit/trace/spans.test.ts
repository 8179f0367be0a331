import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import { collectSpans } from '../../../sandbox/trace/span-collector.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';

const ms = 1_000;
const started: TraceEvent = { kind: 'run-started', at: 0, runtime: 'python' };
const ended = (at: number): TraceEvent => ({ kind: 'run-ended', at, outcome: { kind: 'completed', exitCode: 0 } });

const opened = (connection: number, at: number): TraceEvent[] => [
  { kind: 'connecting', at, connection, host: 'api.openai.com', port: 443 },
  { kind: 'connected', at: at + 20 * ms, connection },
  { kind: 'handshaking', at: at + 20 * ms, connection },
  { kind: 'handshaken', at: at + 40 * ms, connection },
];
const sent = (request: number, connection: number, at: number, retry = 0, call?: string): TraceEvent => ({
  kind: 'request-sent',
  at,
  request,
  connection,
  method: 'POST',
  path: '/v1/chat/completions',
  retry,
  bytes: 100,
  ...(call === undefined ? {} : { call }),
});
const answered = (request: number, at: number, status = 200): TraceEvent[] => [
  { kind: 'response-started', at, request, status, headers: [] },
  { kind: 'chunk', at, request, bytes: 50 },
  { kind: 'response-ended', at, request },
];

describe('the program’s lane', () => {
  test('is computing wherever it does not wait', () => {
    const { program } = spansOf([
      started,
      { kind: 'waited', at: 10 * ms, until: 30 * ms, reason: 'free' },
      { kind: 'waited', at: 30 * ms, until: 50 * ms, reason: 'free' },
      { kind: 'waited', at: 51 * ms, until: 60 * ms, reason: 'sleep', line: 7 },
      ended(65 * ms),
    ]);
    expect(program).toEqual([
      { state: 'computing', from: 0, to: 10 * ms },
      { state: 'free', from: 10 * ms, to: 50 * ms, reason: 'free' },
      { state: 'computing', from: 50 * ms, to: 51 * ms },
      { state: 'blocked', from: 51 * ms, to: 60 * ms, reason: 'sleep', line: 7 },
      { state: 'computing', from: 60 * ms, to: 65 * ms },
    ]);
  });

  test('goes on computing while the run goes on', () => {
    expect(spansOf([started, { kind: 'waited', at: 0, until: 9, reason: 'sleep' }]).program.at(-1)).toEqual({
      state: 'computing',
      from: 9,
      to: null,
    });
  });

  test('leaves out what other threads wait', () => {
    const { program } = spansOf([started, { kind: 'waited', at: 1, until: 9, reason: 'sleep', thread: 2 }, ended(10)]);
    expect(program).toEqual([{ state: 'computing', from: 0, to: 10 }]);
  });
});

describe('a request’s lane', () => {
  test('begins with the connection it opened and ends with the last byte', () => {
    const { lanes, requests } = spansOf([
      started,
      ...opened(1, 0),
      sent(1, 1, 41 * ms),
      { kind: 'response-started', at: 500 * ms, request: 1, status: 200, headers: [['x-request-id', 'a']] },
      { kind: 'chunk', at: 500 * ms, request: 1, bytes: 10, tokens: 1, text: 'Hallo' },
      { kind: 'chunk', at: 700 * ms, request: 1, bytes: 10, tokens: 4, text: ' Welt' },
      { kind: 'response-ended', at: 710 * ms, request: 1 },
      ended(711 * ms),
    ]);
    expect(lanes).toHaveLength(1);
    expect(lanes[0]).toMatchObject({ from: 0, to: 710 * ms, end: 'answered', marks: [] });
    expect(lanes[0]?.phases.map(({ phase, from, to }) => [phase, from / ms, (to ?? 0) / ms])).toEqual([
      ['connect', 0, 20],
      ['handshake', 20, 40],
      ['waiting', 41, 500],
      ['streaming', 500, 710],
    ]);
    expect(requests.get(1)).toMatchObject({ firstTokenAt: 500 * ms, lastTokenAt: 700 * ms, streamedTokens: 5 });
  });

  test('has no opening where the connection is used again', () => {
    const { lanes } = spansOf([
      started,
      ...opened(1, 0),
      sent(1, 1, 41 * ms),
      ...answered(1, 50 * ms),
      sent(2, 1, 60 * ms),
    ]);
    expect(lanes[1]?.phases).toEqual([{ phase: 'waiting', from: 60 * ms, to: null, request: 2 }]);
    expect(lanes[1]?.end).toBe('open');
  });

  test('holds all attempts of a call, with the pauses between them', () => {
    const spans = spansOf([
      started,
      ...opened(1, 0),
      sent(1, 1, 40 * ms),
      { kind: 'refused', at: 45 * ms, request: 1, status: 429, code: 'rate_limit_exceeded' },
      ...answered(1, 60 * ms, 429),
      sent(2, 1, 560 * ms, 1),
      ...answered(2, 900 * ms),
      ended(900 * ms),
    ]);
    expect(spans.lanes).toHaveLength(1);
    expect(spans.lanes[0]?.phases.at(-2)).toEqual({ phase: 'retry-pause', from: 60 * ms, to: 560 * ms, request: 1 });
    expect(spans.lanes[0]?.marks).toEqual([
      { at: 60 * ms, kind: 'refused', request: 1, status: 429, code: 'rate_limit_exceeded' },
    ]);
    expect(spans.requests.get(2)?.retryOf).toBe(1);
    expect(measure(spans)).toMatchObject({ requests: 2, calls: 1, retries: 1, rateLimited: 1, retryPauseMs: 500 });
  });

  test('gives each of many retries to the call with the same content', () => {
    const { lanes } = spansOf([
      started,
      sent(1, 1, 1, 0, 'a'),
      sent(2, 2, 1, 0, 'b'),
      ...answered(1, 10, 503),
      ...answered(2, 11, 503),
      sent(3, 3, 20, 1, 'b'),
      sent(4, 4, 21, 1, 'a'),
    ]);
    expect(lanes.map((lane) => lane.requests)).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });

  test('takes a silent repetition for a retry only where it is unmistakable', () => {
    const loop = [started, sent(1, 1, 1, 0, 'a'), ...answered(1, 2, 503), sent(2, 1, 9, 0, 'a'), ...answered(2, 10)];
    expect(spansOf(loop).lanes).toHaveLength(1);
    const again = [...loop, sent(3, 1, 20, 0, 'a')];
    expect(spansOf(again).lanes).toHaveLength(2);
    const sameQuestion = [started, sent(1, 1, 1, 0, 'a'), sent(2, 2, 1, 0, 'a'), ...answered(1, 2, 429)];
    expect(spansOf([...sameQuestion, sent(3, 1, 9, 0, 'a')]).lanes).toHaveLength(3);
  });

  test('takes the question asked anew after an own time limit for a call of its own, unless the client calls it a retry', () => {
    const brokenOff: TraceEvent[] = [started, sent(1, 1, 1, 0, 'a'), { kind: 'request-aborted', at: 2, request: 1 }];
    expect(spansOf([...brokenOff, sent(2, 2, 60, 0, 'a'), ...answered(2, 70)]).lanes).toHaveLength(2);
    expect(spansOf([...brokenOff, sent(2, 2, 60, 1, 'a'), ...answered(2, 70)]).lanes).toHaveLength(1);
  });

  test('shows a refused connection, and the retry that follows it', () => {
    const spans = spansOf([
      started,
      { kind: 'connecting', at: 0, connection: 1, host: 'api.openai.com', port: 443 },
      { kind: 'connect-failed', at: 20 * ms, connection: 1, code: 'ECONNREFUSED' },
      ...opened(2, 500 * ms),
      sent(1, 2, 540 * ms, 1),
      ...answered(1, 600 * ms),
      ended(600 * ms),
    ]);
    expect(spans.lanes).toHaveLength(1);
    expect(spans.lanes[0]?.phases.map(({ phase }) => phase)).toEqual([
      'connect',
      'retry-pause',
      'connect',
      'handshake',
      'waiting',
    ]);
    expect(measure(spans)).toMatchObject({ connectionsFailed: 1, failed: 1, succeeded: 1, retries: 1, handshakes: 1 });
  });

  test('knows how long the service let it wait for a slot', () => {
    const { requests } = spansOf([
      sent(1, 1, 0),
      { kind: 'queued', at: 10, request: 1, ahead: 3 },
      {
        kind: 'served',
        at: 100,
        request: 1,
        status: 200,
        promptTokens: 1,
        cachedTokens: 0,
        completionTokens: 1,
        serviceTime: 60,
      },
    ]);
    expect(requests.get(1)?.queueTime).toBe(30);
  });

  test('counts a dropped error body as refused, a dropped answer as aborted', () => {
    const { lanes } = spansOf([
      sent(1, 1, 1),
      { kind: 'response-started', at: 2, request: 1, status: 503, headers: [] },
      { kind: 'request-aborted', at: 3, request: 1 },
      sent(2, 2, 4, 0, 'x'),
      { kind: 'request-aborted', at: 6, request: 2 },
    ]);
    expect(lanes.map((lane) => lane.end)).toEqual(['refused', 'aborted']);
  });
});

describe('tasks, jobs and webhooks', () => {
  test('a task’s lane tells when it ran, was ready and waited', () => {
    const task = (at: number, state: 'created' | 'running' | 'waiting' | 'done'): TraceEvent => ({
      kind: 'task',
      at,
      task: 1,
      state,
      name: 'Task-1',
      unit: 'task',
    });
    const { tasks } = spansOf([task(0, 'created'), task(5, 'running'), task(6, 'waiting'), task(9, 'done')]);
    expect(tasks[0]?.spans.map(({ state, from, to }) => [state, from, to])).toEqual([
      ['ready', 0, 5],
      ['running', 5, 6],
      ['waiting', 6, 9],
    ]);
    expect(tasks[0]).toMatchObject({ end: 'done', to: 9 });
  });

  test('a task that was kept waiting was ready before it ran', () => {
    const task = { kind: 'task', task: 1, name: '', unit: 'task' } as const;
    const { tasks } = spansOf([
      { ...task, at: 0, state: 'running' },
      { ...task, at: 1, state: 'waiting' },
      { ...task, at: 9, state: 'running', readySince: 4 },
      { ...task, at: 10, state: 'done' },
    ]);
    expect(tasks[0]?.spans.map(({ state, from, to }) => [state, from, to])).toEqual([
      ['running', 0, 1],
      ['waiting', 1, 4],
      ['ready', 4, 9],
      ['running', 9, 10],
    ]);
  });

  test('a job’s lane tells its states in turn', () => {
    const job = (at: number, status: string): TraceEvent => ({
      kind: 'job',
      at,
      job: 'batch_1',
      type: 'batch',
      status,
    });
    const { jobs, webhooks } = spansOf([
      job(0, 'validating'),
      job(5, 'in_progress'),
      job(9, 'completed'),
      { kind: 'webhook', at: 10, job: 'batch_1', event: 'batch.completed' },
    ]);
    expect(jobs[0]?.states.map(({ status, from, to }) => [status, from, to])).toEqual([
      ['validating', 0, 5],
      ['in_progress', 5, 9],
      ['completed', 9, 9],
    ]);
    expect(jobs[0]?.to).toBe(9);
    expect(webhooks).toEqual([{ at: 10, job: 'batch_1', event: 'batch.completed' }]);
  });
});

describe('collecting while the run goes on', () => {
  const trace = manyRequests(10_000);

  test('ends with the same spans as the whole trace at once', () => {
    const small = manyRequests(50);
    const collector = collectSpans();
    for (const event of small) collector.add([event]);
    expect(collector.spans).toEqual(spansOf(small));
    expect(collector.revision).toBe(small.length);
  });

  test('10,000 requests are measured in full', () => {
    expect(measure(spansOf(trace))).toMatchObject({
      requests: 10_000,
      calls: 10_000,
      connections: 10_000,
      maxInFlight: 10_000,
    });
  });

  test('a storm of 10,000 refusals and retries is no harder than the requests themselves', () => {
    const storm: TraceEvent[] = [started];
    for (let i = 0; i < 10_000; i++) storm.push(sent(i, i, i), ...answered(i, i + 1, 429));
    for (let i = 0; i < 10_000; i++) storm.push(sent(10_000 + i, i, 20_000 + i, 1), ...answered(10_000 + i, 50_000));
    expect(measure(spansOf(storm))).toMatchObject({ calls: 10_000, retries: 10_000, rateLimited: 10_000 });
  });
});

function manyRequests(count: number): TraceEvent[] {
  const trace: TraceEvent[] = [started];
  for (let i = 1; i <= count; i++) trace.push(...opened(i, i));
  for (let i = 1; i <= count; i++) trace.push(sent(i, i, 40 * ms + i));
  for (let i = 1; i <= count; i++) trace.push(...answered(i, 3_000 * ms + i));
  trace.push(ended(3_100 * ms));
  return trace;
}
