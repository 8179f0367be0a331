import type { Latency } from '../conditions/latency.ts';
import type { Micros } from '../trace/event.ts';
import type { Draw } from './draw.ts';
import type { Work } from './work.ts';

/** When the parts of an answer are computed, counted from the moment a slot works on it. Whole microseconds. */
export interface Timing {
  /** The request was accepted: the earliest head of a stream. */
  readonly accepted: Micros;
  /** The first token that is seen exists. */
  readonly firstToken: Micros;
  /** How long the model thought before that. Absent: not at all. */
  readonly thinking?: Micros;
  /** The answer is complete. */
  readonly end: Micros;
}

/** What the time of some work depends on. */
export type TimedWork = Pick<Work, 'pace' | 'promptTokens' | 'cache' | 'outputTokens' | 'steps' | 'thinking' | 'tier'>;

/** Flex is slower, the Fast tier (`priority`) quicker: chosen factors, no published figures. */
const TIER_FACTOR = { default: 1, flex: 1.5, priority: 0.6 } as const;

/** Share of a uniformly drawn total after which the first token comes. */
const FIRST_TOKEN_SHARE = 0.15;
/** Images take 8–12 s (third-party figures for 1024 × 1024, autumn 2026). */
const IMAGE_MS = { min: 8_000, max: 12_000 } as const;
/** Lists, lookups and refusals: one quick trip through the gateway. */
const MANAGEMENT_MS = { min: 8, max: 30 } as const;

/** How long the service works on `work`; `load` is the factor by which busy slots slow each other down (1: not at all). */
export function timingOf(latency: Latency, work: TimedWork, load: number, draw: Draw): Timing {
  const factor = load * TIER_FACTOR[work.tier];
  if (work.pace === 'management') return managementTiming(latency, draw);
  if (latency.kind === 'total') {
    return partsOf(scaled(uniformMs(latency.minMs, latency.maxMs, draw), factor), FIRST_TOKEN_SHARE, work);
  }
  if (work.pace === 'image') return partsOf(scaled(uniformMs(IMAGE_MS.min, IMAGE_MS.max, draw), factor), 0.25, work);
  const prefillMs = (work.promptTokens - (work.cache?.tokens ?? 0)) * latency.prefillMsPerToken;
  const overheadMs = work.pace === 'embedding' ? latency.overheadMs / 4 : latency.overheadMs;
  const firstToken = scaled((overheadMs + prefillMs) * 1_000 * spread(latency.spread, draw), factor);
  const perToken = (1_000_000 / latency.tokensPerSecond) * spread(latency.spread, draw);
  const thinking = scaled((work.thinking?.steps ?? 0) * perToken, factor);
  const decode = scaled(Math.max(0, stepsOf(work) - 1) * perToken, factor);
  return thoughtful({ accepted: Math.floor(firstToken / 4), firstToken, end: firstToken + decode }, thinking);
}

/** The same times with thinking before the first token. */
function thoughtful({ accepted, firstToken, end }: Timing, thinking: Micros): Timing {
  if (thinking === 0) return { accepted, firstToken, end };
  return { accepted, firstToken: firstToken + thinking, end: end + thinking, thinking };
}

/** Decoding steps of an answer. */
export function stepsOf(work: TimedWork): number {
  return work.steps ?? work.outputTokens;
}

/** When the part after `after` tokens of `total` is sent, between first token and end; evenly, whole microseconds. */
export function partAt(timing: Timing, after: number, total: number): Micros {
  if (after < -1) return Math.floor(timing.accepted / 2);
  if (after < 0) return timing.accepted;
  if (after <= 1 || total <= 1) return after >= total && total > 1 ? timing.end : timing.firstToken;
  const share = Math.min(1, (after - 1) / (total - 1));
  return timing.firstToken + Math.floor((timing.end - timing.firstToken) * share);
}

/** The same work, started later. */
export function delayed(timing: Timing, by: Micros): Timing {
  return { ...timing, accepted: timing.accepted + by, firstToken: timing.firstToken + by, end: timing.end + by };
}

/** A duration that the request itself asks for. */
export function askedTiming(duration: Micros, work: TimedWork): Timing {
  return partsOf(duration, FIRST_TOKEN_SHARE, work);
}

/** How long a refusal takes. */
export function managementTiming(latency: Latency, draw: Draw): Timing {
  if (latency.kind === 'total' && latency.maxMs === 0) return { accepted: 0, firstToken: 0, end: 0 };
  const end = Math.floor(uniformMs(MANAGEMENT_MS.min, MANAGEMENT_MS.max, draw));
  return { accepted: end, firstToken: end, end };
}

/** The parts of a whole that is known: of what follows the beginning, thinking takes its share of the steps. */
function partsOf(end: Micros, firstTokenShare: number, work: TimedWork): Timing {
  const begin = Math.floor(end * firstTokenShare);
  const steps = work.thinking?.steps ?? 0;
  const thinking = steps === 0 ? 0 : Math.floor(((end - begin) * steps) / (steps + stepsOf(work)));
  return thoughtful({ accepted: Math.floor(begin / 4), firstToken: begin, end: end - thinking }, thinking);
}

function scaled(micros: number, factor: number): Micros {
  return Math.floor(micros * factor);
}

function uniformMs(minMs: number, maxMs: number, draw: Draw): number {
  return (minMs + draw.unit() * Math.max(0, maxMs - minMs)) * 1_000;
}

/** A factor around 1, normally distributed, clamped to ±70 %. */
function spread(deviation: number, draw: Draw): number {
  return 1 + Math.max(-0.7, Math.min(0.7, draw.normal() * deviation));
}
