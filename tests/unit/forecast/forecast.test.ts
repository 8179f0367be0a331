import { describe, expect, test } from 'vitest';
import { type Conditions, type Fault, presets } from '../../../sandbox/conditions/conditions.ts';
import {
  clientRules,
  type ForecastMode,
  forecast,
  forecastRun,
  knownPrice,
} from '../../../sandbox/forecast/forecast.ts';
import { constantConditions, idleClient, orderOf, workloadOf } from './orders.ts';

function seconds(ms: number): number {
  return Math.round(ms / 10) / 100;
}

describe('constant answers of 3 s', () => {
  const conditions = constantConditions(3_000);
  const totalOf = (mode: 'synchron' | 'thread-pool' | 'asynchron' | 'asynchron-begrenzt', concurrency = 1) =>
    seconds(forecast(orderOf({ mode, concurrency, conditions })).totalMs);

  test('one after the other they add up', () => expect(totalOf('synchron')).toBe(300));
  test('all at once they take as long as one', () => expect(totalOf('asynchron')).toBe(3));
  test('ten at a time they take ten rounds', () => expect(totalOf('asynchron-begrenzt', 10)).toBe(30));
  test('a pool of ten threads waits as well as ten tasks', () => expect(totalOf('thread-pool', 10)).toBe(30));
  test('a pool of more threads than calls is no quicker than all at once', () =>
    expect(totalOf('thread-pool', 5_000)).toBe(3));
});

test('the network costs two round trips for the connection and one for each request', () => {
  const conditions = { ...constantConditions(1_000), network: { roundTripMs: 100, tls: true } };
  expect(forecast(orderOf({ mode: 'synchron', workload: workloadOf(3), conditions })).totalMs).toBe(200 + 3 * 1_100);
});

test('what the program computes lies one after the other on its core', () => {
  const client = { ...idleClient, computeMs: 10 };
  const result = forecast(orderOf({ mode: 'asynchron', conditions: constantConditions(3_000), client }));
  expect(result.totalMs).toBe(100 * 10 + 3_000);
});

test("Python's pool of 1,000 connections makes 2,000 calls two rounds", () => {
  const client = { ...idleClient, connections: 1_000 };
  const result = forecast(orderOf({ workload: workloadOf(2_000), conditions: constantConditions(3_000), client }));
  expect(seconds(result.totalMs)).toBe(6);
});

test('more requests than slots wait their turn', () => {
  const conditions = { ...constantConditions(2_000), load: { slots: 25, slowdown: 1 } };
  expect(seconds(forecast(orderOf({ conditions })).totalMs)).toBe(8);
});

test('all modes get the same service times', () => {
  const conditions = { ...presets.artikel, network: { roundTripMs: 0, tls: false } };
  const inTurn = forecast(orderOf({ mode: 'synchron', conditions }));
  const atOnce = forecast(orderOf({ mode: 'asynchron', conditions }));
  expect(atOnce.latencyMs).toEqual({ ...inTurn.latencyMs, mean: expect.closeTo(inTurn.latencyMs?.mean ?? 0, 6) });
});

describe('limits', () => {
  const conditions = { ...constantConditions(1_000), limits: { requestsPerMinute: 60, tokensPerMinute: 1_000_000 } };

  test('what fits the limit is never refused', () => {
    const result = forecast(orderOf({ workload: workloadOf(60), conditions }));
    expect(result).toMatchObject({ rateLimited: 0, retries: 0, failed: 0, succeeded: 60 });
  });

  test('what does not fit is refused, repeated and given up after the last retry', () => {
    const result = forecast(orderOf({ workload: workloadOf(200), conditions }));
    expect(result.rateLimited).toBeGreaterThan(0);
    expect(result.succeeded + result.failed).toBe(200);
    expect(result.requests).toBe(200 + result.retries);
  });

  test('with enough retries every call is answered in the end, no earlier than the limit allows', () => {
    const client = { ...idleClient, maxRetries: 500 };
    const result = forecast(orderOf({ mode: 'thread-pool', workload: workloadOf(200), conditions, client }));
    expect(result.succeeded).toBe(200);
    expect(result.totalMs).toBeGreaterThanOrEqual(140_000);
  });

  test('a request larger than the limit fails, no retry helps', () => {
    const workload = workloadOf(3, { maxOutputTokens: 2_000_000 });
    expect(forecast(orderOf({ workload, conditions }))).toMatchObject({ succeeded: 0, failed: 3, rateLimited: 9 });
  });

  test('an exhausted quota refuses everything', () => {
    const result = forecast(orderOf({ workload: workloadOf(3), conditions: { ...conditions, quotaExhausted: true } }));
    expect(result).toMatchObject({ succeeded: 0, failed: 3, costUsd: 0 });
  });
});

describe('faults', () => {
  const faulty = (fault: Fault): Conditions => ({
    ...constantConditions(1_000),
    faults: [fault],
  });

  test('a 503 of the first attempt costs one backoff of at most half a second', () => {
    const conditions = faulty({ kind: 'status', status: 503, requests: [1] });
    const result = forecast(orderOf({ workload: workloadOf(1), conditions }));
    expect(result).toMatchObject({ succeeded: 1, retries: 1, failed: 0 });
    expect(result.totalMs).toBeGreaterThan(1_000 + 375);
    expect(result.totalMs).toBeLessThan(1_000 + 500 + 50);
  });

  test('a 400 is not repeated', () => {
    const conditions = faulty({ kind: 'status', status: 400, rate: 1 });
    expect(forecast(orderOf({ workload: workloadOf(4), conditions }))).toMatchObject({ failed: 4, retries: 0 });
  });

  test('a status that tells to wait is repeated after that wait', () => {
    const conditions = faulty({ kind: 'status', status: 429, requests: [1], retryAfterMs: 30_000 });
    const result = forecast(orderOf({ workload: workloadOf(4), conditions }));
    expect(result).toMatchObject({ failed: 0, retries: 4, rateLimited: 4 });
    expect(result.totalMs).toBeGreaterThanOrEqual(30_000);
  });

  test('a timeout is repeated and billed each time', () => {
    const client = { ...idleClient, timeoutMs: 500 };
    const result = forecast(orderOf({ workload: workloadOf(1), conditions: constantConditions(1_000), client }));
    expect(result).toMatchObject({ failed: 1, retries: 2, succeeded: 0 });
    expect(result.costUsd).toBeCloseTo(3 * (20 * 0.1 + 100 * 0.5) * 1e-6, 12);
  });

  test('a broken body is repeated by the Python client and given up by the Node client', () => {
    const conditions = faulty({ kind: 'cut', rate: 1 });
    const run = (client: (typeof clientRules)['python' | 'typescript']) =>
      forecast(orderOf({ workload: workloadOf(1), conditions, client })).retries;
    expect(run(clientRules.python)).toBe(2);
    expect(run(clientRules.typescript)).toBe(0);
  });
});

test('the cost is the price of the tokens of all answered calls', () => {
  const workload = workloadOf(1_000, { promptTokens: 1_000, outputTokens: 500 });
  const { costUsd } = forecast(orderOf({ mode: 'synchron', workload }));
  expect(costUsd).toBeCloseTo(0.1 + 0.25, 10);
});

test('a model without a known price costs an unknown amount', () => {
  expect(
    forecast(orderOf({ workload: workloadOf(1, { price: knownPrice('gpt-image-2.6-flare') }) })).costUsd,
  ).toBeNull();
});

test('the slider forecast of ten calls as in the article: in turn 20–50 s, at once 2–5 s', () => {
  const inTurn = forecastRun('synchron', 10, 1, presets.artikel).totalMs / 1_000;
  const atOnce = forecastRun('asynchron', 10, 1, presets.artikel).totalMs / 1_000;
  expect(inTurn).toBeGreaterThan(20);
  expect(inTurn).toBeLessThan(50.5);
  expect(atOnce).toBeGreaterThan(2);
  expect(atOnce).toBeLessThan(5.2);
});

test('the same order gives the same forecast', () => {
  const order = orderOf({ conditions: presets.stoerung, workload: workloadOf(500) });
  expect(forecast(order)).toEqual(forecast(order));
});

describe('the Batch API', () => {
  test('is done within seven minutes in half of all cases and within an hour in nine of ten', () => {
    const { totalMs, latencyMs } = forecast(orderOf({ mode: 'batch' }));
    expect(totalMs).toBe(latencyMs?.p50);
    expect(totalMs / 60_000).toBeGreaterThan(5);
    expect(totalMs / 60_000).toBeLessThan(9);
    expect((latencyMs?.max ?? 0) / 3_600_000).toBeLessThanOrEqual(24);
  });

  test('costs half', () => {
    const cost = (mode: 'batch' | 'synchron') => forecast(orderOf({ mode })).costUsd ?? 0;
    expect(cost('batch')).toBeCloseTo(cost('synchron') / 2, 12);
  });

  test('is not slowed by limits', () => {
    const limits = { requestsPerMinute: 1, tokensPerMinute: 200 };
    const { totalMs } = forecast(orderOf({ mode: 'batch', conditions: { ...presets.artikel, limits } }));
    expect(totalMs).toBe(forecast(orderOf({ mode: 'batch' })).totalMs);
  });
});

test('background mode outlives a timeout that ends waiting calls', () => {
  const client = { ...idleClient, timeoutMs: 1_000, maxRetries: 0 };
  const conditions = constantConditions(3_000);
  expect(forecast(orderOf({ mode: 'asynchron', conditions, client })).succeeded).toBe(0);
  const background = forecast(orderOf({ mode: 'hintergrund', conditions, client }));
  expect(background.succeeded).toBe(100);
  expect(background.totalMs).toBeGreaterThan(3_000);
  expect(background.totalMs).toBeLessThan(6_000);
});

test('background responses handed in one by one behind a limit all succeed', () => {
  const conditions = { ...presets.artikel, limits: { requestsPerMinute: 500, tokensPerMinute: 200_000 } };
  const client = { ...idleClient, maxRetries: 2 };
  const result = forecast(orderOf({ mode: 'hintergrund', workload: workloadOf(3_000), conditions, client }));
  expect(result).toMatchObject({ concurrency: 1, failed: 0, succeeded: 3_000 });
});

test('a single background response is never there before the same answer to a waiting program', () => {
  for (let seed = 0; seed < 50; seed++) {
    const conditions = { ...presets.artikel, seed };
    const total = (mode: ForecastMode) =>
      forecast(orderOf({ mode, workload: workloadOf(1), conditions, client: idleClient })).totalMs;
    expect(total('hintergrund')).toBeGreaterThanOrEqual(total('synchron'));
  }
});
