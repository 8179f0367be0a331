/** Lab time in whole microseconds since the start of the run (as in the clock; rooms that import nobody repeat it). */
export type Micros = number;

export type ConnectionId = number;
export type RequestId = number;
export type TaskId = number;

/** How a run ended. A failure of the reader's program is a value, never an exception of ours. */
export type Outcome =
  | { readonly kind: 'completed'; readonly exitCode: number; readonly hints?: readonly ProgramHint[] }
  | { readonly kind: 'threw'; readonly exitCode: number; readonly error: ProgramError }
  | { readonly kind: 'deadlock'; readonly exitCode: number; readonly error: ProgramError }
  | { readonly kind: 'limit'; readonly exitCode: number; readonly error: ProgramError };

/** What the reader's program did wrong, in the reader's own lines. */
export interface ProgramError {
  /** The exception's class: `TypeError`, `openai.RateLimitError`, … */
  readonly type: string;
  readonly message: string;
  /** 1-based line in the reader's program; absent where no line of the reader is on the stack. */
  readonly line?: number;
  /** One German sentence that names the usual cause and cure, for the commonest mistakes. */
  readonly hint?: string;
}

/** What the lab noticed in a program that ended without an error: a German sentence that names cause and cure. */
export interface ProgramHint {
  readonly text: string;
  /** 1-based line in the reader's program. */
  readonly line?: number;
}

export type OutputStream = 'stdout' | 'stderr';

/** Why the program was not computing. `free`: the event loop waited and could have served others. */
export type WaitReason = 'free' | 'socket' | 'sleep' | 'xhr' | 'lock';

export type FaultKind =
  | 'refused'
  | 'reset'
  | 'cut'
  | 'stalled'
  | 'malformed'
  | 'in-stream-error'
  | 'slow-start'
  | 'status';

/** One step of a run. Everything that is shown or measured derives from the ordered list of these. */
export type TraceEvent =
  // the program
  | { readonly kind: 'run-started'; readonly at: Micros; readonly runtime: 'python' | 'typescript' }
  | { readonly kind: 'output'; readonly at: Micros; readonly stream: OutputStream; readonly text: string }
  | {
      /** The program did not compute from `at` to `until`. Blocked unless `reason` is `free`. */
      readonly kind: 'waited';
      readonly at: Micros;
      readonly until: Micros;
      readonly reason: WaitReason;
      /** Line of the reader's program that waits, where it blocks. */
      readonly line?: number;
      /** The thread that waited; absent for the main thread. */
      readonly thread?: TaskId;
    }
  | {
      /** A task or thread of the program exists, runs, waits or has ended (the event loop's lane). */
      readonly kind: 'task';
      readonly at: Micros;
      readonly task: TaskId;
      readonly state: 'created' | 'running' | 'ready' | 'waiting' | 'done' | 'failed' | 'cancelled';
      readonly name: string;
      readonly unit: 'task' | 'thread';
      /** With `running`: since when it could have run, where something else held it back for a while. */
      readonly readySince?: Micros;
      /** With a thread's `waiting`: in what kind of call it waits. */
      readonly reason?: WaitReason;
      /** With `created`: it was made by a library, not by the reader's own code. */
      readonly library?: true;
    }
  | {
      /** Tasks beyond those that the trace tells of: so many were made in all. Comes before the end. */
      readonly kind: 'tasks-untold';
      readonly at: Micros;
      readonly count: number;
    }
  | {
      /** More than the lab keeps: from here on output is counted only. Comes when the limit is reached and before the end. */
      readonly kind: 'output-dropped';
      readonly at: Micros;
      /** Characters not kept so far. */
      readonly characters: number;
    }
  | { readonly kind: 'run-ended'; readonly at: Micros; readonly outcome: Outcome }
  // the network
  | {
      readonly kind: 'connecting';
      readonly at: Micros;
      readonly connection: ConnectionId;
      readonly host: string;
      readonly port: number;
    }
  | { readonly kind: 'connected'; readonly at: Micros; readonly connection: ConnectionId }
  | { readonly kind: 'connect-failed'; readonly at: Micros; readonly connection: ConnectionId; readonly code: string }
  | { readonly kind: 'handshaking'; readonly at: Micros; readonly connection: ConnectionId }
  | { readonly kind: 'handshaken'; readonly at: Micros; readonly connection: ConnectionId }
  | {
      readonly kind: 'connection-closed';
      readonly at: Micros;
      readonly connection: ConnectionId;
      readonly by: 'program' | 'server';
    }
  // one request, as the program sees it
  | {
      readonly kind: 'request-sent';
      readonly at: Micros;
      readonly request: RequestId;
      readonly connection: ConnectionId;
      readonly method: string;
      readonly path: string;
      /** Retries so far, from `x-stainless-retry-count`; 0 where the header is absent. */
      readonly retry: number;
      /** 1-based line of the reader's program that sent it. */
      readonly line?: number;
      readonly bytes: number;
      /** Fingerprint of method, path and body: equal for attempts of the same call. */
      readonly call?: string;
    }
  | {
      readonly kind: 'response-started';
      readonly at: Micros;
      readonly request: RequestId;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
    }
  | {
      /** A part of the body arrived at the program's side. */
      readonly kind: 'chunk';
      readonly at: Micros;
      readonly request: RequestId;
      readonly bytes: number;
      /** Tokens in this part (streams), and their text. */
      readonly tokens?: number;
      readonly text?: string;
    }
  | { readonly kind: 'response-ended'; readonly at: Micros; readonly request: RequestId }
  | { readonly kind: 'request-failed'; readonly at: Micros; readonly request: RequestId; readonly code: string }
  | { readonly kind: 'request-aborted'; readonly at: Micros; readonly request: RequestId }
  // one request, as the service sees it
  | ServiceEvent;

/** The service's own log of a request's life; times are the service's, without the network. */
export type ServiceEvent =
  | {
      readonly kind: 'admitted';
      readonly at: Micros;
      readonly request: RequestId;
      readonly model: string;
      readonly endpoint: string;
      readonly promptTokens: number;
      /** Retries so far, where there were any: for logs that see no network. */
      readonly retry?: number;
    }
  | { readonly kind: 'queued'; readonly at: Micros; readonly request: RequestId; readonly ahead: number }
  | {
      readonly kind: 'refused';
      readonly at: Micros;
      readonly request: RequestId;
      readonly status: number;
      readonly code: string;
      readonly retryAfter?: Micros;
      /** Retries so far, where there were any: for logs that see no network. */
      readonly retry?: number;
    }
  | { readonly kind: 'fault'; readonly at: Micros; readonly request: RequestId; readonly fault: FaultKind }
  | { readonly kind: 'first-token'; readonly at: Micros; readonly request: RequestId }
  | {
      readonly kind: 'served';
      readonly at: Micros;
      readonly request: RequestId;
      readonly status: number;
      readonly promptTokens: number;
      readonly cachedTokens: number;
      readonly completionTokens: number;
      /** Cost in US dollars from the dated price file; absent where no price is known. */
      readonly costUsd?: number;
      /** Time the service worked on it, queue excluded. */
      readonly serviceTime: Micros;
    }
  | {
      readonly kind: 'aborted';
      readonly at: Micros;
      readonly request: RequestId;
      /** What had been computed (and is billed) by then. */
      readonly promptTokens: number;
      readonly completionTokens: number;
      readonly costUsd?: number;
    }
  | {
      readonly kind: 'job';
      readonly at: Micros;
      readonly job: string;
      readonly type: 'batch' | 'background';
      readonly status: string;
      /** What a batch is billed for, once it has ended (a background response is billed when it is created). */
      readonly promptTokens?: number;
      readonly completionTokens?: number;
      readonly costUsd?: number;
    }
  | {
      readonly kind: 'webhook';
      readonly at: Micros;
      readonly job: string;
      readonly event: string;
      readonly url?: string;
    };

/** Takes trace events in the order they happen. */
export type Emit = (event: TraceEvent) => void;
