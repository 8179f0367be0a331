import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';

export type ClientName = 'fetch' | 'openai npm' | 'aiohttp' | 'openai Python';

/** So many answers, each due after the same time, asked for at once or in turn. */
export interface Load {
  readonly client: ClientName;
  readonly count: number;
  readonly dueMs: number;
  readonly inTurn: boolean;
}

interface Client {
  readonly name: ClientName;
  readonly runtime: 'python' | 'typescript';
  /** Connections of its pool: how many answers can be under way at once. */
  readonly pool: number;
}

/** Their pools: fetch has no limit, aiohttp's connector 100 connections, openai's httpx2 1,000. */
export const clients: readonly Client[] = [
  { name: 'fetch', runtime: 'typescript', pool: Number.POSITIVE_INFINITY },
  { name: 'openai npm', runtime: 'typescript', pool: Number.POSITIVE_INFINITY },
  { name: 'aiohttp', runtime: 'python', pool: 100 },
  { name: 'openai Python', runtime: 'python', pool: 1_000 },
];

/** Beyond this many at once the native side is not asked. */
export const NATIVE_MAX = 1_000;

const DUE_MS = [100, 3_000];
const AT_ONCE = [1, 10, 100, 1_000, 10_000];
const IN_TURN = [10, 100];

export const loads: readonly Load[] = clients.flatMap(({ name }) => [
  ...DUE_MS.flatMap((dueMs) => AT_ONCE.map((count) => ({ client: name, count, dueMs, inTurn: false }))),
  ...IN_TURN.map((count) => ({ client: name, count, dueMs: 100, inTurn: true })),
]);

export function clientOf(load: Load): Client {
  const client = clients.find(({ name }) => name === load.client);
  if (!client) throw new Error(`Failed to bench: no client named ${load.client}. Add it to the clients.`);
  return client;
}

/** Due time times the rounds of the client's pool; no round trips. */
export function idealMs(load: Load): number {
  const rounds = load.inTurn ? load.count : Math.max(1, Math.ceil(load.count / clientOf(load).pool));
  return load.dueMs * rounds;
}

/** Error allowed beside the native error: max(1 %, 5 ms). */
export const allowedMs = (ideal: number): number => Math.max(ideal * 0.01, 5);

export const conditionsFor = ({ dueMs }: Load): Conditions => ({
  ...presets.artikel,
  name: 'eigene',
  latency: { kind: 'total', minMs: dueMs, maxMs: dueMs },
  load: { slots: 100_000, slowdown: 1 },
  network: { roundTripMs: 0, tls: false },
});

/** What the program of a load reads from its environment. */
export const parametersFor = ({ client, count, inTurn }: Load): Record<string, string> => ({
  COUNT: String(count),
  CLIENT: client.startsWith('openai') ? 'openai' : client,
  IN_TURN: String(inTurn),
});

/** The median; NaN of none. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
