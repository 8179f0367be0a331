import type { Distribution, Measurement } from './measurement.ts';
import type { RequestSpan, RunSpans } from './spans.ts';

const ms = (micros: number): number => Math.round(micros) / 1_000;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The numbers of a run. Cheap enough for every frame: one pass over the requests and a few sorts. */
export function measure(spans: RunSpans): Measurement {
  const requests = [...spans.requests.values()];
  const batches = spans.jobs.flatMap(({ billed }) => (billed === undefined ? [] : [billed]));
  const total = totalOf(spans);
  const calls = callsOf(spans);
  const streams = requests.filter((request) => request.firstTokenAt !== null);
  const worked = requests.flatMap(({ serviceTime }) => (serviceTime === null ? [] : [serviceTime]));
  return {
    totalMs: ms(total),
    requests: requests.length,
    calls: spans.lanes.length,
    connections: spans.connections.length,
    connectionsFailed: spans.connections.filter((connection) => connection.failure !== null).length,
    handshakes: spans.connections.filter((connection) => connection.handshakenAt !== null).length,
    retries: requests.filter((request) => request.retry > 0 || request.retryOf !== null).length,
    retryPauseMs: ms(calls.pause),
    rateLimited: requests.filter((request) => request.status === 429).length,
    statuses: statusesOf(requests),
    failed: requests.filter((request) => request.end === 'failed').length + calls.unconnected,
    aborted: requests.filter((request) => request.end === 'aborted').length,
    succeeded: calls.durations.length,
    successRate: calls.ended === 0 ? null : calls.durations.length / calls.ended,
    throughputPerSecond: total === 0 ? null : (calls.durations.length * 1_000_000) / total,
    latencyMs: distribution(calls.durations),
    timeToFirstTokenMs: distribution(streams.map(({ firstTokenAt, sentAt }) => (firstTokenAt ?? sentAt) - sentAt)),
    interTokenMs: distribution(streams.flatMap(interToken)),
    maxInFlight: maxInFlight(requests),
    serviceTimeMs: { sum: ms(sum(worked)), max: ms(worked.reduce((most, value) => Math.max(most, value), 0)) },
    program: programTimes(spans),
    tokens: {
      prompt: sum([...requests, ...batches].map((billed) => billed.promptTokens)),
      cached: sum(requests.map((request) => request.cachedTokens)),
      completion: sum([...requests, ...batches].map((billed) => billed.completionTokens)),
    },
    costUsd: costOf(requests, batches),
  };
}

function totalOf(spans: RunSpans): number {
  const start = spans.program[0]?.from ?? 0;
  const end = spans.outcome === null ? spans.now : (spans.program.at(-1)?.to ?? start);
  return end - start;
}

function callsOf(spans: RunSpans) {
  let [ended, pause, unconnected] = [0, 0, 0];
  const durations: number[] = [];
  for (const lane of spans.lanes) {
    if (lane.end !== 'open') ended++;
    if (lane.end === 'answered' && lane.to !== null) durations.push(lane.to - lane.from);
    for (const { phase, from, to } of lane.phases) if (phase === 'retry-pause' && to !== null) pause += to - from;
    for (const mark of lane.marks) if (mark.request === null) unconnected++;
  }
  return { ended, pause, unconnected, durations };
}

function statusesOf(requests: readonly RequestSpan[]): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (const { status } of requests) if (status !== null) statuses[status] = (statuses[status] ?? 0) + 1;
  return statuses;
}

function interToken({ firstTokenAt, lastTokenAt, streamedTokens }: RequestSpan): number[] {
  if (firstTokenAt === null || lastTokenAt === null || streamedTokens < 2) return [];
  return [(lastTokenAt - firstTokenAt) / (streamedTokens - 1)];
}

/** At equal moments an end counts before a beginning: a connection is used again at once. */
function maxInFlight(requests: readonly RequestSpan[]): number {
  const begins = Float64Array.from(requests, (request) => request.sentAt).sort();
  const ends = Float64Array.from(requests, (request) => request.to ?? Number.POSITIVE_INFINITY).sort();
  let most = 0;
  let over = 0;
  for (const [index, begin] of begins.entries()) {
    while ((ends[over] ?? Number.POSITIVE_INFINITY) <= begin) over++;
    most = Math.max(most, index + 1 - over);
  }
  return most;
}

function programTimes(spans: RunSpans): Measurement['program'] {
  const times = { computing: 0, blocked: 0, free: 0 };
  for (const { state, from, to } of spans.program) times[state] += (to ?? spans.now) - from;
  return { computingMs: ms(times.computing), blockedMs: ms(times.blocked), freeMs: ms(times.free) };
}

type Billed = NonNullable<RunSpans['jobs'][number]['billed']>;

function costOf(requests: readonly RequestSpan[], batches: readonly Billed[]): number | null {
  const served = requests.filter(({ promptTokens, serviceTime }) => promptTokens > 0 && serviceTime !== null);
  const known = [...requests, ...batches].flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  const unpriced = [...served, ...batches].some(({ costUsd }) => costUsd === null);
  // Rounded to a billionth of a dollar, below which the order of summing would show.
  return unpriced ? null : Math.round(sum(known) * 1e9) / 1e9;
}

/** Percentiles of durations in microseconds, by nearest rank; null for none. */
export function distribution(micros: readonly number[]): Distribution | null {
  if (micros.length === 0) return null;
  const sorted = Float64Array.from(micros).sort();
  const rank = (share: number): number => ms(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return {
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    min: rank(0),
    max: rank(1),
    mean: ms(sum(micros) / micros.length),
  };
}
