import type { Conditions, Latency } from '../../../sandbox/conditions/conditions.ts';
import { type ClientLanguage, clientRules, type ForecastMode } from '../../../sandbox/forecast/forecast.ts';
import type { ForecastQuestion } from '../../../sandbox/forecast/wire.ts';
import type { LatencyChoice, Numbers } from './numbers.ts';

/** The model of all generated programs; one constant, as in the examples. */
export const MODEL = 'gpt-6-luna';

/**
 * What the conditions start from: the preset `artikel` and the latency profiles. Handed in as data, so that the page
 * need not load their schema.
 */
export interface Ground {
  readonly conditions: Conditions;
  readonly profiles: Readonly<Record<Exclude<LatencyChoice, 'bereich'>, Latency>>;
}

/** The conditions that the reader's numbers describe: for the forecast and for the laboratory alike. */
export function conditionsOf(numbers: Numbers, ground: Ground): Conditions {
  const { requestsPerMinute, tokensPerMinute, failurePercent } = numbers;
  return {
    ...ground.conditions,
    name: 'eigene',
    latency:
      numbers.latency === 'bereich'
        ? { kind: 'total', minMs: numbers.minSeconds * 1_000, maxMs: numbers.maxSeconds * 1_000 }
        : ground.profiles[numbers.latency],
    limits: numbers.hasLimits ? { requestsPerMinute, tokensPerMinute } : null,
    faults: failurePercent === 0 ? [] : [{ kind: 'status', status: 503, rate: failurePercent / 100 }],
    network: { roundTripMs: numbers.roundTripMs, tls: true },
  };
}

/** The modes worth comparing in a language. */
export function modesFor(language: ClientLanguage): readonly ForecastMode[] {
  const all: readonly ForecastMode[] = [
    'synchron',
    'thread-pool',
    'asynchron',
    'asynchron-begrenzt',
    'hintergrund',
    'batch',
  ];
  return language === 'python' ? all : all.filter((mode) => mode !== 'thread-pool');
}

/**
 * What the forecast is asked. The request is the one that the generated programs send, so that the service draws the same
 * times for both.
 */
export function questionOf(
  numbers: Numbers,
  language: ClientLanguage,
  concurrency: number,
  ground: Ground,
): ForecastQuestion {
  return {
    modes: modesFor(language),
    concurrency,
    conditions: conditionsOf(numbers, ground),
    client: { ...clientRules[language], maxRetries: numbers.retries },
    workload: {
      calls: numbers.calls,
      promptTokens: numbers.promptTokens,
      outputTokens: numbers.outputTokens,
      maxOutputTokens: numbers.outputTokens,
      model: MODEL,
      price: { input: numbers.inputPrice, output: numbers.outputPrice },
      request: {
        path: '/v1/chat/completions',
        body: {
          model: MODEL,
          messages: [{ role: 'user', content: 'Frage {n}: Was heißt synchron?' }],
          max_completion_tokens: numbers.outputTokens,
        },
      },
    },
  };
}

/** A first guess of the concurrency, until the curve has found the best one: Little's law, rate × latency. */
export function firstConcurrency(numbers: Numbers): number {
  const profileSeconds = {
    schnell: 0.4 + numbers.outputTokens / 80,
    mittel: 0.9 + numbers.outputTokens / 50,
    langsam: 5 + numbers.outputTokens / 60,
  };
  const seconds =
    numbers.latency === 'bereich' ? (numbers.minSeconds + numbers.maxSeconds) / 2 : profileSeconds[numbers.latency];
  if (!numbers.hasLimits) return Math.min(numbers.calls, 100);
  const byTokens = numbers.tokensPerMinute / (numbers.promptTokens + numbers.outputTokens);
  const perSecond = Math.min(numbers.requestsPerMinute, byTokens) / 60;
  return Math.max(1, Math.min(numbers.calls, 2_000, Math.round(perSecond * seconds)));
}
