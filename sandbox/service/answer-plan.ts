import type { Micros } from '../trace/event.ts';
import { answerHeaders, type HeaderFacts } from './answer-headers.ts';
import type { ApiError } from './api-error.ts';
import { decodeText, encodeJson, encodeText } from './bytes.ts';
import { errorBody } from './dialect.ts';
import type { RequestFault } from './faults.ts';
import type { Running } from './job.ts';
import { partAt, stepsOf } from './latency.ts';
import type { PlannedChunk, ResponsePlan } from './plan.ts';
import { eventData } from './sse.ts';
import type { Answer, StreamPart } from './work.ts';

type HeaderBase = Pick<HeaderFacts, 'seed' | 'identity' | 'dialect' | 'rateLimit' | 'clientSpeed'>;

/** The plan of an admitted request, with what its fault does to it. */
export function planAnswer(job: Running, seed: number, clientSpeed: number): ResponsePlan {
  const { request, work, endsAt } = job;
  if (job.fault?.kind === 'reset') return { kind: 'reset', request, at: endsAt };
  const whole = work.answer.kind === 'whole';
  const chunks = work.answer.kind === 'whole' ? wholeBody(job, work.answer) : streamBody(job, work.answer.parts);
  const headAt = chunks[0]?.at ?? endsAt;
  const contentType = work.answer.kind === 'whole' ? work.answer.contentType : 'text/event-stream; charset=utf-8';
  const { identity, dialect, rateLimit } = job;
  const base: HeaderBase = { seed, identity, dialect, rateLimit, clientSpeed };
  const unfinished = job.fault?.kind === 'cut' || job.fault?.kind === 'stalled' ? job.fault.kind : null;
  return {
    kind: 'answer',
    request,
    head: {
      at: headAt,
      status: work.status ?? 200,
      headers: answerHeaders({ ...base, contentType, processing: headAt - job.at }),
    },
    // A body that will not come whole is sent in parts, so that no length has to be promised.
    framing: whole && unfinished === null ? 'length' : 'chunked',
    chunks,
    end: { at: endsAt, kind: unfinished ?? 'done' },
  };
}

/** The plan of an error: one JSON body. */
export function planError(request: number, at: Micros, end: Micros, error: ApiError, base: HeaderBase): ResponsePlan {
  const headers = answerHeaders({ ...base, contentType: 'application/json', processing: end - at });
  return {
    kind: 'answer',
    request,
    head: { at: end, status: error.status, headers: [...headers, ...(error.headers ?? [])] },
    framing: 'length',
    chunks: [{ at: end, bytes: () => encodeJson(errorBody(error, base.dialect)) }],
    end: { at: end, kind: 'done' },
  };
}

/** How far a faulty answer gets. */
const FAULT_SHARE = 0.5;

/** When the service stops working on a request: its end, or where its fault ends it. */
export function endOf(job: Omit<Running, 'endsAt'>): Micros {
  const { fault, timing, startedAt, work, asked } = job;
  if (fault?.kind === 'reset') return startedAt + (asked === null ? timing.accepted : timing.end);
  if (work.answer.kind === 'whole') return startedAt + timing.end;
  const { parts, schedule } = work.answer;
  const last = parts.at(breaksInMiddle(fault) ? keptParts(parts) - 1 : -1);
  if (last === undefined) return startedAt + timing.accepted;
  return schedule === undefined && !breaksInMiddle(fault) ? startedAt + timing.end : timeOfPart(job, last);
}

/** When a part of a stream is sent. */
function timeOfPart(job: Omit<Running, 'endsAt'>, part: StreamPart): Micros {
  const { startedAt, timing, work } = job;
  const schedule = work.answer.kind === 'stream' ? work.answer.schedule : undefined;
  if (schedule === undefined) return startedAt + partAt(timing, part.after, stepsOf(work));
  const earliest = startedAt + timing.accepted;
  if (part.after < -1) return earliest;
  // What was computed before anyone asked for it is sent at once.
  return Math.max(earliest, schedule.startedAt + partAt(schedule.timing, part.after, schedule.steps));
}

/** Whether a fault breaks a stream off in the middle. */
function breaksInMiddle(fault: RequestFault | null): boolean {
  return fault?.kind === 'cut' || fault?.kind === 'stalled' || fault?.kind === 'in-stream-error';
}

function keptParts(parts: readonly StreamPart[]): number {
  return Math.ceil(parts.length * FAULT_SHARE);
}

function wholeBody(job: Running, answer: Extract<Answer, { readonly kind: 'whole' }>): PlannedChunk[] {
  const at = job.endsAt;
  const { bytes, json } = answer;
  switch (job.fault?.kind) {
    case 'cut':
    case 'stalled':
      return [{ at, bytes: () => half(bytes()) }];
    case 'malformed':
      return [{ at, bytes: () => brokenJson(bytes()) }];
    default:
      return [json === undefined ? { at, bytes } : { at, bytes, json }];
  }
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.ceil(bytes.length * FAULT_SHARE));
}

function brokenJson(bytes: Uint8Array): Uint8Array {
  return encodeText(`${decodeText(half(bytes)).replace(/\uFFFD$/u, '')}\u2026`);
}

function streamBody(job: Running, parts: readonly StreamPart[]): PlannedChunk[] {
  const { fault } = job;
  const kept = breaksInMiddle(fault) ? parts.slice(0, keptParts(parts)) : parts;
  const chunks: PlannedChunk[] = kept.map((part) => new StreamedChunk(part, timeOfPart(job, part)));
  if (fault?.kind === 'in-stream-error') {
    chunks.push({ at: job.endsAt, bytes: () => streamError(job, kept.length) });
  } else if (fault?.kind === 'malformed') {
    const middle = chunks.length >> 1;
    return chunks.map((chunk, i) => (i === middle ? malformedChunk(chunk) : chunk));
  }
  return chunks;
}

function streamError({ work }: Running, sent: number): Uint8Array {
  const own = work.answer.kind === 'stream' ? work.answer.error?.(sent) : undefined;
  return own ?? eventData(IN_STREAM_ERROR);
}

const IN_STREAM_ERROR = {
  error: {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
    param: null,
    code: null,
  },
} as const;

function malformedChunk(chunk: PlannedChunk): PlannedChunk {
  return {
    at: chunk.at,
    bytes: () => encodeText('data: {"id": "chatcmpl-", "choices": [{"index": 0, "delta": {"cont\n\n'),
  };
}

/** A part of a stream with its time. A class, because there is one per token. */
class StreamedChunk implements PlannedChunk {
  readonly at: Micros;
  readonly #part: StreamPart;

  constructor(part: StreamPart, at: Micros) {
    this.at = at;
    this.#part = part;
  }

  get tokens(): number {
    return this.#part.tokens ?? 0;
  }

  bytes(): Uint8Array {
    return this.#part.bytes();
  }

  text(): string {
    return this.#part.text?.() ?? '';
  }
}
