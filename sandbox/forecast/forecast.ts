import type { Conditions } from '../conditions/conditions.ts';
import { tierPriceFactors } from '../conditions/prices.ts';
import type { AttemptLog } from './attempt-log.ts';
import { CallTimes } from './call-times.ts';
import { forecastBatch } from './forecast-batch.ts';
import {
  type ClientLanguage,
  clientRules,
  type ForecastMode,
  type ForecastOrder,
  knownPrice,
  lanesOf,
  type Workload,
} from './order.ts';
import { distributionOf, type Forecast } from './result.ts';
import { simulate } from './simulate.ts';

export { type Curve, type CurvePoint, forecastCurve, type LittleCheck } from './curve.ts';
export {
  type ClientLanguage,
  type ClientRules,
  clientRules,
  type ForecastMode,
  type ForecastOrder,
  knownPrice,
  type Workload,
} from './order.ts';
export type { Distribution, Forecast } from './result.ts';

/** Times already drawn for a workload under conditions; hand the same one to several forecasts and they are quicker. */
export type SharedTimes = CallTimes;

/** Draws lazily and once what the service would need for each call. */
export function shareTimes(conditions: Conditions, workload: Workload): SharedTimes {
  return new CallTimes(conditions, workload);
}

/**
 * What a program in this mode would measure, without running it: the service's own times, limits, slots and faults, the
 * network's round trips, and the official client's retries.
 * @param times made by `shareTimes` for the same conditions and workload
 */
export function forecast(
  order: ForecastOrder,
  times: SharedTimes = shareTimes(order.conditions, order.workload),
): Forecast {
  const { mode, workload } = order;
  if (mode === 'batch') return forecastBatch(order, costOfAttempts(workload, workload.calls, mode));
  return summarise(order, simulate(order, times));
}

function summarise(order: ForecastOrder, log: AttemptLog): Forecast {
  const { mode, workload } = order;
  const seconds = log.lastAt / 1_000_000;
  return {
    kind: 'forecast',
    mode,
    calls: workload.calls,
    concurrency: lanesOf(order),
    totalMs: log.lastAt / 1_000,
    requests: log.requests,
    retries: log.requests - log.succeeded - log.failed,
    rateLimited: log.rateLimited,
    succeeded: log.succeeded,
    failed: log.failed,
    throughputPerSecond: seconds > 0 ? log.succeeded / seconds : 0,
    latencyMs: distributionOf(log.durations()),
    timeToFirstTokenMs: mode === 'hintergrund' ? null : distributionOf(log.firstTokens()),
    meanInFlight: log.lastAt > 0 ? log.inFlight / log.lastAt : 0,
    costUsd: costOfAttempts(workload, log.billed, mode),
  };
}

function costOfAttempts(workload: Workload, attempts: number, mode: ForecastMode): number | null {
  const { price, promptTokens, outputTokens } = workload;
  if (price === null) return null;
  const perMillion = promptTokens * price.input + outputTokens * price.output;
  return (attempts * perMillion * tierPriceFactors[mode === 'batch' ? 'batch' : 'default']) / 1_000_000;
}

/** The calls of the site's examples: short questions, answers of about eighty tokens. */
function exampleWorkload(calls: number): Workload {
  return {
    calls,
    promptTokens: 16,
    outputTokens: 80,
    maxOutputTokens: 16,
    model: 'gpt-6-luna',
    price: knownPrice('gpt-6-luna'),
    request: {
      path: '/v1/chat/completions',
      body: { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Frage {n}: Was heißt synchron?' }] },
    },
  };
}

/**
 * The forecast that follows a slider in an experiment: `calls` short questions in this mode under these conditions.
 * Takes a few milliseconds for 10,000 calls.
 * @param concurrency calls under way at the same time; counts in `thread-pool` and `asynchron-begrenzt` only
 */
export function forecastRun(
  mode: ForecastMode,
  calls: number,
  concurrency: number,
  conditions: Conditions,
  language: ClientLanguage = 'python',
): Forecast {
  return forecast({ mode, workload: exampleWorkload(calls), concurrency, conditions, client: clientRules[language] });
}
