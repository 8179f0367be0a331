import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { forecast, forecastCurve } from '../../../sandbox/forecast/forecast.ts';
import { constantConditions, idleClient, orderOf, workloadOf } from './orders.ts';

const calls = fc.integer({ min: 1, max: 200 });
const latencyMs = fc.integer({ min: 1, max: 20_000 });
const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const requestsPerMinute = fc.integer({ min: 10, max: 5_000 });

/** Retries without end, so that every call is answered at last and totals can be compared. */
const patient = { ...idleClient, maxRetries: 100_000, retryAfter: { maxMs: 1e12, otherwise: 'fail' as const } };

describe('constant latency, no limits, faults or load', () => {
  test('the speed-up of asynchronous calls never falls as calls grow', () => {
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 100 }), latencyMs, (few, more, ms) => {
        const conditions = constantConditions(ms);
        const speedUp = (n: number): number => {
          const total = (mode: 'synchron' | 'asynchron') =>
            forecast(orderOf({ mode, workload: workloadOf(n), conditions })).totalMs;
          return total('synchron') / total('asynchron');
        };
        expect(speedUp(few + more)).toBeGreaterThanOrEqual(speedUp(few));
      }),
      { numRuns: 40 },
    );
  });
});

describe('no load', () => {
  function limited(limit: number, ms: number): Conditions {
    return { ...constantConditions(ms), limits: { requestsPerMinute: limit, tokensPerMinute: 1e9 } };
  }

  test('without retries a higher limit never makes the total longer, and never answers fewer calls', () => {
    fc.assert(
      fc.property(calls, requestsPerMinute, fc.integer({ min: 0, max: 5_000 }), latencyMs, (n, limit, more, ms) => {
        const client = { ...idleClient, maxRetries: 0 };
        const run = (value: number) =>
          forecast(orderOf({ workload: workloadOf(n), conditions: limited(value, ms), client }));
        const [lower, higher] = [run(limit), run(limit + more)];
        expect(higher.succeeded).toBeGreaterThanOrEqual(lower.succeeded);
        expect(higher.totalMs).toBeLessThanOrEqual(lower.totalMs);
      }),
      { numRuns: 40 },
    );
  });
});

describe('any limits and latencies', () => {
  test('the total is never below what limits, latency and concurrency allow', () => {
    fc.assert(
      fc.property(
        calls,
        requestsPerMinute,
        latencyMs,
        fc.integer({ min: 1, max: 64 }),
        seed,
        (n, limit, ms, lanes, s) => {
          const conditions: Conditions = {
            ...presets.artikel,
            seed: s,
            latency: { kind: 'total', minMs: ms, maxMs: 2 * ms },
            limits: { requestsPerMinute: limit, tokensPerMinute: 1e9 },
          };
          const order = orderOf({
            mode: 'asynchron-begrenzt',
            concurrency: lanes,
            workload: workloadOf(n),
            conditions,
            client: patient,
          });
          const result = forecast(order);
          expect(result.succeeded).toBe(n);
          const byLimit = Math.max(0, ((n - limit) / limit) * 60_000);
          const byLatency = Math.ceil(n / lanes) * ms;
          expect(result.totalMs).toBeGreaterThanOrEqual(Math.max(byLimit, byLatency));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("Little's law: requests under way on average = requests per second × time under way", () => {
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 50 }), seed, (n, lanes, s) => {
        const conditions = { ...presets.artikel, seed: s, network: { roundTripMs: 0, tls: false } };
        const result = forecast(
          orderOf({ mode: 'thread-pool', concurrency: lanes, workload: workloadOf(n), conditions }),
        );
        const rate = result.requests / result.totalMs;
        expect(result.meanInFlight).toBeCloseTo(rate * (result.latencyMs?.mean ?? 0), 6);
        expect(result.meanInFlight).toBeLessThanOrEqual(lanes + 1e-9);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the curve', () => {
  test('bends where Little’s law says: rate × latency', () => {
    const conditions: Conditions = {
      ...constantConditions(3_000),
      limits: { requestsPerMinute: 600, tokensPerMinute: 1e9 },
    };
    const { knee, little } = forecastCurve(
      orderOf({ workload: workloadOf(3_000), conditions, client: { ...idleClient, maxRetries: 20 } }),
    );
    expect(little.concurrency).toBeCloseTo(30, 6);
    expect(knee.concurrency).toBeGreaterThanOrEqual(24);
    expect(knee.concurrency).toBeLessThanOrEqual(48);
  });

  test('without limits more concurrency never takes longer', () => {
    const { points } = forecastCurve(orderOf({ workload: workloadOf(300), conditions: constantConditions(1_000) }));
    const totals = points.map(({ totalMs }) => totalMs);
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
  });

  test('tries every useful concurrency from one to all calls', () => {
    const { points } = forecastCurve(orderOf({ workload: workloadOf(10) }));
    expect(points.map(({ concurrency }) => concurrency)).toEqual([1, 2, 3, 4, 6, 8, 10]);
  });
});
