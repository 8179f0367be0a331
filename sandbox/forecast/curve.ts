import type { Conditions } from '../conditions/conditions.ts';
import { CallTimes } from './call-times.ts';
import type { ForecastOrder } from './order.ts';
import { distributionOf } from './result.ts';
import { simulate } from './simulate.ts';

/** One concurrency tried. */
export interface CurvePoint {
  readonly concurrency: number;
  readonly totalMs: number;
  readonly rateLimited: number;
  readonly failed: number;
}

/** Little's law as the check: mean requests under way = rate × latency. */
export interface LittleCheck {
  /** Calls per second that limits and slots allow in the long run; null where nothing limits them. */
  readonly ratePerSecond: number | null;
  /** Mean time a request is under way without queueing, in milliseconds. */
  readonly latencyMs: number;
  /** The same time, exceeded by one request in a hundred: what a timeout has to leave room for. */
  readonly latencyP99Ms: number;
  /** rate × latency: the concurrency that is enough to use the rate; null without a rate. */
  readonly concurrency: number | null;
}

export interface Curve {
  readonly points: readonly CurvePoint[];
  /** The smallest concurrency that is at most 5 % slower than the best, among those with the fewest failed calls. */
  readonly knee: CurvePoint;
  /** Retries per call with which, at the knee, at most one call in a thousand is given up; the most that were tried, if none is enough. */
  readonly retries: number;
  readonly little: LittleCheck;
}

/** Half steps between powers of two, up to all calls at once or 2,000. */
export function concurrenciesFor(calls: number): readonly number[] {
  const most = Math.min(calls, 2_000);
  const steps = new Set<number>();
  for (let step = 1; step < most; step *= 2) {
    steps.add(step);
    if (step > 1 && step * 1.5 < most) steps.add(step * 1.5);
  }
  return [...steps, most];
}

/** Plays the bounded mode through over rising concurrency. */
export function forecastCurve(
  order: ForecastOrder,
  times: CallTimes = new CallTimes(order.conditions, order.workload),
): Curve {
  const steps = curveSteps(order, times);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, one concurrency per step: whoever computes it can do something else in between, or stop. */
export function* curveSteps(order: ForecastOrder, times: CallTimes): Generator<CurvePoint, Curve> {
  const tried: CurvePoint[] = [];
  for (const concurrency of concurrenciesFor(order.workload.calls)) {
    const point = tryConcurrency(order, concurrency, times);
    tried.push(point);
    yield point;
  }
  const knee = kneeOf(tried, order.workload.calls);
  return { points: tried, knee, retries: retriesAt(knee.concurrency, order, times), little: littleCheck(order, times) };
}

function tryConcurrency(order: ForecastOrder, concurrency: number, times: CallTimes): CurvePoint {
  const log = simulate({ ...order, mode: 'asynchron-begrenzt', concurrency }, times);
  return { concurrency, totalMs: log.lastAt / 1_000, rateLimited: log.rateLimited, failed: log.failed };
}

/** Share of calls by which two concurrencies may differ in failures and still count as equal: faults fall as they fall. */
const SAME_FAILURES = 0.001;

function kneeOf(points: readonly CurvePoint[], calls: number): CurvePoint {
  const fewest = Math.min(...points.map(({ failed }) => failed));
  const whole = points.filter(({ failed }) => failed <= fewest + calls * SAME_FAILURES);
  const best = Math.min(...whole.map(({ totalMs }) => totalMs));
  const knee = whole.find(({ totalMs }) => totalMs <= best * 1.05);
  if (knee === undefined)
    throw new Error('Failed to find the knee: no concurrency was tried. Ask for at least one call.');
  return knee;
}

const RETRIES = [0, 1, 2, 3, 5, 8, 12] as const;

function retriesAt(concurrency: number, order: ForecastOrder, times: CallTimes): number {
  const enough = RETRIES.find((maxRetries) => {
    const { failed } = tryConcurrency({ ...order, client: { ...order.client, maxRetries } }, concurrency, times);
    return failed <= order.workload.calls * SAME_FAILURES;
  });
  return enough ?? RETRIES[RETRIES.length - 1] ?? 0;
}

function littleCheck(order: ForecastOrder, times: CallTimes): LittleCheck {
  const { conditions, workload } = order;
  const served = Float64Array.from({ length: workload.calls }, (_, call) => times.timing(call, 0, 1).end / 1_000);
  const { mean, p99 } = distributionOf(served) ?? { mean: 0, p99: 0 };
  const latencyMs = mean + conditions.network.roundTripMs;
  const ratePerSecond = rateOf(conditions, workload.promptTokens + workload.maxOutputTokens, latencyMs);
  return {
    ratePerSecond,
    latencyMs,
    latencyP99Ms: p99 + conditions.network.roundTripMs,
    concurrency: ratePerSecond === null ? null : ratePerSecond * (latencyMs / 1_000),
  };
}

function rateOf(conditions: Conditions, tokens: number, latencyMs: number): number | null {
  const { limits, load } = conditions;
  if (limits === null) return null;
  const bySlots = load.slots / (latencyMs / 1_000);
  return Math.min(limits.requestsPerMinute / 60, limits.tokensPerMinute / Math.max(1, tokens) / 60, bySlots);
}
