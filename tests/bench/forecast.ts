import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { latencyProfiles } from '../../sandbox/conditions/latency.ts';
import {
  clientRules,
  type ForecastMode,
  type ForecastOrder,
  forecast,
  forecastCurve,
  knownPrice,
  shareTimes,
} from '../../sandbox/forecast/forecast.ts';

/** How long the calculator's forecast takes: `npm run bench:forecast`. Goals: points within 100 ms, curve within 1 s. */
const CALLS = 10_000;
const ROUNDS = 9;
const modes: readonly ForecastMode[] = [
  'synchron',
  'thread-pool',
  'asynchron',
  'asynchron-begrenzt',
  'hintergrund',
  'batch',
];

const cases: Readonly<Record<string, Conditions>> = {
  'ohne Limit': presets.artikel,
  'enges Limit': { ...presets.artikel, limits: { requestsPerMinute: 500, tokensPerMinute: 200_000 } },
  'Limit und Fehler': {
    ...presets.stoerung,
    latency: latencyProfiles.mittel,
    limits: { requestsPerMinute: 3_000, tokensPerMinute: 1_000_000 },
  },
};

function orderUnder(conditions: Conditions): ForecastOrder {
  const request = {
    path: '/v1/chat/completions',
    body: { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Frage {n}: Was heißt synchron?' }] },
  };
  const tokens = { promptTokens: 200, outputTokens: 300, maxOutputTokens: 300 };
  const workload = { calls: CALLS, ...tokens, model: 'gpt-6-luna', price: knownPrice('gpt-6-luna'), request };
  return {
    mode: 'asynchron-begrenzt',
    workload,
    concurrency: 100,
    conditions,
    client: { ...clientRules.python, maxRetries: 5 },
  };
}

/** Milliseconds that the work keeps a core busy: what a reader waits where no other program takes the core away. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function pointsUnder(order: ForecastOrder): number {
  return timed(() => {
    // As in the worker: times are drawn once for all modes, but anew for each question.
    const times = shareTimes(order.conditions, order.workload);
    for (const mode of modes) forecast({ ...order, mode }, times);
  });
}

function curveUnder(order: ForecastOrder): number {
  return timed(() => forecastCurve(order));
}

const figures = Object.entries(cases).map(([name, conditions]) => {
  const order = orderUnder(conditions);
  const first = pointsUnder(order);
  const points = median(Array.from({ length: ROUNDS }, () => pointsUnder(order)));
  const curve = median(Array.from({ length: ROUNDS }, () => curveUnder(order)));
  console.log(
    `${name}: ${modes.length} modes at one point ${points.toFixed(0)} ms (first time ${first.toFixed(0)} ms, goal 100), curve ${curve.toFixed(0)} ms (goal 1000)`,
  );
  return { name, calls: CALLS, pointsMs: Math.round(points), firstMs: Math.round(first), curveMs: Math.round(curve) };
});
console.log(JSON.stringify(figures));
