import type { Conditions } from '../conditions/conditions.ts';
import { prices } from '../conditions/prices.ts';

/** The ways of calling that the forecast plays through. */
export type ForecastMode = 'synchron' | 'thread-pool' | 'asynchron' | 'asynchron-begrenzt' | 'batch' | 'hintergrund';

/** What each call asks for. */
export interface Workload {
  readonly calls: number;
  /** Tokens of one prompt and of one answer. */
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** The program's upper bound of the answer (`max_completion_tokens`): counts against the tokens per minute. */
  readonly maxOutputTokens: number;
  readonly model: string;
  /** US dollars per million tokens; null where unknown. `knownPrice` gives what the price file has. */
  readonly price: { readonly input: number; readonly output: number } | null;
  /** Path and JSON body of call `{n}` (from 1): the service draws its times from them, as it does for a program's. */
  readonly request: { readonly path: string; readonly body: unknown };
}

/** How the program's client behaves (FACTS §3: openai-python 3.x and openai-node 7.57). */
export interface ClientRules {
  readonly maxRetries: number;
  readonly timeoutMs: number;
  /** Longest `retry-after` that is honoured; `otherwise` says what happens to a longer one. */
  readonly retryAfter: { readonly maxMs: number; readonly otherwise: 'backoff' | 'fail' };
  /** Whether an answer that breaks off in its body is repeated: Python reads it before it decides, Node afterwards. */
  readonly repeatsBrokenBody: boolean;
  /** Connections the HTTP library opens at most; null: as many as asked for. */
  readonly connections: number | null;
  /** Time the program itself computes for one request, in milliseconds; all of a program's requests share one core. */
  readonly computeMs: number;
}

/** One question to the forecast: this work, this mode, under these conditions. */
export interface ForecastOrder {
  readonly mode: ForecastMode;
  readonly workload: Workload;
  /** Calls under way at the same time; only for `thread-pool`, `asynchron-begrenzt`, and for `hintergrund` without limits. */
  readonly concurrency: number;
  readonly conditions: Conditions;
  readonly client: ClientRules;
}

/**
 * The official clients with their defaults. Pool size: openai-python `_constants.py` (1000); Node's fetch has none.
 * `computeMs` is the CPU time of one chat completion with the official client, measured natively against the HTTP door under
 * the preset `sofort`, twenty at a time, without TLS (November 2026): CPython 3.11 with openai 3.54 1.1–1.3 ms, Node 24 with
 * openai 7.57 0.4–0.65 ms. In mode Wiederholbar the lab computes in no time: set it to 0 there.
 */
export const clientRules = {
  python: {
    maxRetries: 2,
    timeoutMs: 600_000,
    retryAfter: { maxMs: 120_000, otherwise: 'fail' },
    repeatsBrokenBody: true,
    connections: 1_000,
    computeMs: 1.2,
  },
  typescript: {
    maxRetries: 2,
    timeoutMs: 600_000,
    retryAfter: { maxMs: 60_000, otherwise: 'backoff' },
    repeatsBrokenBody: false,
    connections: null,
    computeMs: 0.5,
  },
} as const satisfies Record<string, ClientRules>;

export type ClientLanguage = keyof typeof clientRules;

/** Calls that may be under way at the same time in a mode. */
export function lanesOf(order: ForecastOrder): number {
  const { calls } = order.workload;
  // A background response is confirmed in milliseconds: handed in one by one they reach any limit, and the client's
  // Retry-After paces them; several at once would use up each other's retries.
  if (order.mode === 'hintergrund' && order.conditions.limits !== null) return 1;
  if (order.mode === 'synchron') return 1;
  if (order.mode === 'asynchron' || order.mode === 'batch') return calls;
  return Math.max(1, Math.min(order.concurrency, calls));
}

/** The price of a model in the dated price file; null where it has none. */
export function knownPrice(model: string): Workload['price'] {
  const price = prices[model];
  return price === undefined ? null : { input: price.input, output: price.output };
}
