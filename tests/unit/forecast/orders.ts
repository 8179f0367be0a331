import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import {
  type ClientRules,
  clientRules,
  type ForecastOrder,
  knownPrice,
  type Workload,
} from '../../../sandbox/forecast/forecast.ts';

/** Chat completions with one short question each. */
export function workloadOf(calls: number, tokens: Partial<Workload> = {}): Workload {
  return {
    calls,
    promptTokens: 20,
    outputTokens: 100,
    maxOutputTokens: 100,
    model: 'gpt-6-luna',
    price: knownPrice('gpt-6-luna'),
    request: {
      path: '/v1/chat/completions',
      body: { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Frage {n}' }] },
    },
    ...tokens,
  };
}

/** A client that computes in no time, as in mode Wiederholbar. */
export const idleClient: ClientRules = { ...clientRules.python, connections: null, computeMs: 0 };

/** Every answer takes exactly this long; no limits, faults, load or network. */
export function constantConditions(ms: number): Conditions {
  return {
    ...presets.artikel,
    latency: { kind: 'total', minMs: ms, maxMs: ms },
    network: { roundTripMs: 0, tls: false },
  };
}

export function orderOf(changes: Partial<ForecastOrder> = {}): ForecastOrder {
  return {
    mode: 'asynchron',
    workload: workloadOf(100),
    concurrency: 10,
    conditions: presets.artikel,
    client: idleClient,
    ...changes,
  };
}
