import type { ConnectionId, Micros, Outcome, RequestId, TaskId, TraceEvent, WaitReason } from './event.ts';
import { collectSpans } from './span-collector.ts';

/** A stretch of lab time in microseconds. `to` is null while it still goes on: draw it up to `RunSpans.now`. */
export interface Interval {
  readonly from: Micros;
  readonly to: Micros | null;
}

/**
 * What the program did. `computing`: its own statements ran. `blocked`: a call held the whole program. `free`: the event
 * loop waited and could have served others.
 */
export interface ProgramSpan extends Interval {
  readonly state: 'computing' | 'blocked' | 'free';
  /** Why it waited; absent while computing. */
  readonly reason?: WaitReason;
  /** 1-based line of the reader's program that waits, where it blocks. */
  readonly line?: number;
}

/**
 * A part of a request's life. `connect` and `handshake` belong to the request that opened the connection; `waiting` lasts
 * from sending to the first byte of the answer, `streaming` from there to the last; `retry-pause` lies between two attempts.
 */
export type RequestPhase = 'connect' | 'handshake' | 'waiting' | 'streaming' | 'retry-pause';

export interface PhaseSpan extends Interval {
  readonly phase: RequestPhase;
  /** The attempt it belongs to; for a pause the one that failed before it. Null: its connection could not be opened. */
  readonly request: RequestId | null;
}

/**
 * How an attempt ended. `answered`: status below 400, body complete. `refused`: an answer with status 400 or above.
 * `failed`: connection reset, cut or refused. `aborted`: the program cancelled or gave up. `open`: not ended yet.
 */
export type RequestEnd = 'answered' | 'refused' | 'failed' | 'aborted' | 'open';

/** One attempt: one HTTP request on one connection. Times in microseconds. */
export interface RequestSpan extends Interval {
  readonly request: RequestId;
  readonly connection: ConnectionId;
  /** When its last byte left the program. `from` is earlier where it opened its connection. */
  readonly sentAt: Micros;
  /** First byte of the answer; null while there is none. */
  readonly startedAt: Micros | null;
  /** First part of the body that carries tokens (streams); null where there is none. */
  readonly firstTokenAt: Micros | null;
  /** Last part of the body that carries tokens (streams). */
  readonly lastTokenAt: Micros | null;
  /** Tokens that arrived in streamed parts. */
  readonly streamedTokens: number;
  readonly end: RequestEnd;
  /** HTTP status; null while there is none. */
  readonly status: number | null;
  /** Why it failed: errno's name, or the service's error code. */
  readonly code: string | null;
  readonly method: string;
  readonly path: string;
  /** Retries so far, as the client says; 0 for the first attempt. */
  readonly retry: number;
  /** The attempt that this one repeats; null for a first attempt. */
  readonly retryOf: RequestId | null;
  /** 1-based line of the reader's program that sent it. */
  readonly line?: number;
  /** Index of its lane in `RunSpans.lanes`. */
  readonly lane: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Bytes of the request as sent. */
  readonly sentBytes: number;
  /** Bytes of the body received so far. */
  readonly receivedBytes: number;
  /** As the service counted; null before it did. */
  readonly model: string | null;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** US dollars; null where no price is known or nothing is billed yet. */
  readonly costUsd: number | null;
  /** Time the service worked on it, queue excluded; null before it is served. */
  readonly serviceTime: Micros | null;
  /** When the service put it into its queue; null where it had a slot at once. */
  readonly queuedAt: Micros | null;
  /** Time in the service's queue. */
  readonly queueTime: Micros;
}

/** A moment worth a sign on a lane: an attempt was refused, failed or aborted. */
export interface LaneMark {
  readonly at: Micros;
  readonly kind: 'refused' | 'failed' | 'aborted';
  /** Null: the connection for it could not be opened. */
  readonly request: RequestId | null;
  readonly status: number | null;
  readonly code: string | null;
}

/** One call of the program: its attempts in turn, with the pauses between them. `to` is the end of the last attempt. */
export interface RequestLane extends Interval {
  /** Position in `RunSpans.lanes`; lanes are only ever appended. */
  readonly lane: number;
  /** Empty where not even a connection could be opened. */
  readonly requests: readonly RequestId[];
  readonly phases: readonly PhaseSpan[];
  readonly marks: readonly LaneMark[];
  /** How its latest attempt ended. */
  readonly end: RequestEnd;
}

/** One connection. `from`: the program began to connect; `to`: it was closed or could not be opened. */
export interface ConnectionSpan extends Interval {
  readonly connection: ConnectionId;
  readonly host: string;
  readonly port: number;
  readonly connectedAt: Micros | null;
  readonly handshakeFrom: Micros | null;
  readonly handshakenAt: Micros | null;
  readonly closedBy: 'program' | 'server' | null;
  /** errno's name where it could not be opened. */
  readonly failure: string | null;
  /** Requests it has carried. */
  readonly requests: number;
}

/** `ready`: it could run, but something else does. */
export interface TaskSpan extends Interval {
  readonly state: 'running' | 'ready' | 'waiting';
  /** In what kind of call a thread waits; absent for tasks. */
  readonly reason?: WaitReason;
}

/** One task (coroutine, promise chain) or thread of the program: the event loop's lane is made of these. */
export interface TaskLane extends Interval {
  readonly task: TaskId;
  readonly name: string;
  readonly unit: 'task' | 'thread';
  /** Made by a library, not by the reader's own code. */
  readonly isLibrary: boolean;
  readonly spans: readonly TaskSpan[];
  readonly end: 'done' | 'failed' | 'cancelled' | null;
}

/** One batch or background response at the service, with its states in turn. */
export interface JobLane extends Interval {
  readonly job: string;
  readonly type: 'batch' | 'background';
  readonly states: readonly (Interval & { readonly status: string })[];
  /** What a batch was billed for; absent until it has ended. The cost is null where a price is unknown. */
  readonly billed?: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly costUsd: number | null;
  };
}

/** A webhook delivery. */
export interface WebhookMark {
  readonly at: Micros;
  readonly job: string;
  readonly event: string;
  readonly url?: string;
}

/** All intervals of a run: everything a timeline draws. Arrays are in order of their beginning and only grow. */
export interface RunSpans {
  readonly runtime: 'python' | 'typescript' | null;
  /** The latest moment the trace speaks of, in microseconds. */
  readonly now: Micros;
  /** Null while the run goes on. */
  readonly outcome: Outcome | null;
  readonly program: readonly ProgramSpan[];
  readonly lanes: readonly RequestLane[];
  /** Every attempt, by id. */
  readonly requests: ReadonlyMap<RequestId, RequestSpan>;
  readonly connections: readonly ConnectionSpan[];
  readonly tasks: readonly TaskLane[];
  /** Tasks that were made beyond those in `tasks`; known at the end. */
  readonly untoldTasks: number;
  readonly jobs: readonly JobLane[];
  readonly webhooks: readonly WebhookMark[];
}

/**
 * Collects a trace as it arrives. `spans` is a live view that each `add` changes in place (cheap for 10,000 requests);
 * `revision` counts the calls of `add`, so that a view knows whether to draw again.
 */
export interface SpanCollector {
  add(events: readonly TraceEvent[]): void;
  /** The run has lasted at least until `at`, though no event tells of it: it was stopped then. */
  reach(at: Micros): void;
  readonly spans: RunSpans;
  readonly revision: number;
}

/** The spans of a whole trace. For a trace that is still arriving use `collectSpans`. */
export function spansOf(trace: readonly TraceEvent[]): RunSpans {
  const collector = collectSpans();
  collector.add(trace);
  return collector.spans;
}
