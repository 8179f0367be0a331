import type { Micros, RequestId } from '../trace/event.ts';

/** A request as it reaches the service: transport-free. Header names are lower case. */
export interface ServiceRequest {
  readonly method: string;
  /** Path with query: `/v1/chat/completions`. */
  readonly path: string;
  /** Name of the server the program addressed; decides the dialect where both are served. */
  readonly host: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /**
   * The number under which the transport has already announced the request (`request-sent` lies before its arrival). The
   * service uses it; without it, it numbers requests from 1 in the order of `submit`.
   */
  readonly id?: RequestId;
}

/** A part of a response body. Content is made when it is read, never for timing alone. */
export interface PlannedChunk {
  /** When the service sends it. */
  readonly at: Micros;
  bytes(): Uint8Array;
  /** The same as text, where it is made as text: spares a door that writes text the way through bytes. */
  json?(): string;
  /** Tokens in this part and their text, for streams. */
  readonly tokens?: number;
  text?(): string;
}

/**
 * What will become of a request, once it is certain. Times never lie before the moment of decision.
 * - `answer`: status line and headers at `head.at`, then the chunks, then `end`: `done` (body complete), `cut` (connection
 *   closed in mid-body), `stalled` (nothing comes any more, the connection stays open).
 * - `reset`: the connection is closed at `at` before any byte of the answer.
 */
export type ResponsePlan =
  | {
      readonly kind: 'answer';
      readonly request: RequestId;
      readonly head: {
        readonly at: Micros;
        readonly status: number;
        readonly headers: readonly (readonly [string, string])[];
      };
      /** `content-length` is known (one body) or the body is streamed in parts. */
      readonly framing: 'length' | 'chunked';
      readonly chunks: readonly PlannedChunk[];
      readonly end: { readonly at: Micros; readonly kind: 'done' | 'cut' | 'stalled' };
    }
  | { readonly kind: 'reset'; readonly request: RequestId; readonly at: Micros };

/** The mock OpenAI service: pure, transport-free, seeded. Times handed in never decrease. It owns no timer. */
export interface Service {
  /**
   * A request has reached the service completely. Returns its id and the plans that have become certain: usually its own,
   * none when it has to queue for a slot.
   */
  submit(request: ServiceRequest, at: Micros): { readonly request: RequestId; readonly plans: readonly ResponsePlan[] };
  /** The client closed the connection or cancelled: frees the slot. Returns plans of queued requests that move up. */
  abort(request: RequestId, at: Micros): readonly ResponsePlan[];
  /** Moves the service's own state to `to`; returns plans that have become certain by then. */
  advance(to: Micros): readonly ResponsePlan[];
  /** The next moment at which `advance` may decide something; null when only a new request can. */
  nextDecision(): Micros | null;
  /** Whether the `nth` connection (from 0) attempted at `at` is accepted, or refused by a fault. */
  accept(nth: number, at: Micros): 'accepted' | 'refused';
}
