import type { Conditions } from '../conditions/conditions.ts';
import type { Micros, RequestId } from '../trace/event.ts';
import { type ApiError, isApiError } from './api-error.ts';
import { authenticate, type Dialect, dialectOf } from './dialect.ts';
import type { Identity } from './draw.ts';
import { faultError } from './fault-error.ts';
import { faultFor, faultFromText, type RequestFault } from './faults.ts';
import { contentOf, type Incoming, readIncoming } from './incoming.ts';
import type { Job } from './job.ts';
import { askedLatency, labHeaderError, needsStream } from './lab-headers.ts';
import { Limits, quotaExhausted } from './limits.ts';
import { Occurrences } from './occurrences.ts';
import type { ServiceRequest } from './plan.ts';
import { PromptCache } from './prompt-cache.ts';
import { RequestCall, type ServiceState } from './request-call.ts';
import { decide } from './routes.ts';
import { emptyStored } from './stored.ts';
import type { Tokenizer } from './tokens/tokenizer.ts';
import type { Work } from './work.ts';

/** A request that is answered with an error at once. */
export interface Refusal {
  readonly error: ApiError;
  readonly identity: Identity;
  readonly dialect: Dialect;
  readonly rateLimit: readonly (readonly [string, string])[];
  /** Whether a fault is the reason. */
  readonly byFault: boolean;
  /** How long such an answer was asked to take, in microseconds; null: as long as refusals take. */
  readonly asked: Micros | null;
}

export type Received = { readonly kind: 'admitted'; readonly job: Job } | ({ readonly kind: 'refused' } & Refusal);

/** Reads requests, gives them their identity and decides whether they are admitted. */
export class Reception {
  readonly #conditions: Conditions;
  readonly #clientSpeed: number;
  readonly #state: ServiceState;
  readonly #occurrences = new Occurrences();
  readonly #limits: Limits;
  readonly #cache = new PromptCache();

  constructor(conditions: Conditions, tokenizer: Tokenizer, clientSpeed: number) {
    this.#conditions = conditions;
    this.#clientSpeed = clientSpeed;
    this.#state = { conditions, tokenizer, stored: emptyStored(), labEpochMs: Date.parse(conditions.labDate) };
    this.#limits = new Limits(conditions, clientSpeed);
  }

  receive(id: RequestId, request: ServiceRequest, at: Micros): Received {
    const incoming = readIncoming(request);
    const identity = this.#identify(incoming, request);
    const dialect = dialectOf(incoming, this.#conditions);
    const refuse = (error: ApiError, byFault = false, model = ''): Received => ({
      kind: 'refused',
      error,
      identity,
      dialect,
      rateLimit: this.#limits.headers(model, at, dialect),
      byFault,
      asked: byFault ? askedLatency(incoming) : null,
    });
    const unauthorized = authenticate(incoming, dialect);
    if (unauthorized !== null) return refuse(unauthorized);
    const mistyped = labHeaderError(request.headers);
    if (mistyped !== null) return refuse(mistyped);
    const work = decide(new RequestCall(this.#state, incoming, identity, dialect, at), dialect);
    if (isApiError(work)) return refuse(work);
    const asked = askedFault(incoming);
    if (asked?.kind === 'in-stream-error' && work.answer.kind === 'whole') return refuse(needsStream());
    const refused = this.#limit(work.model, work.reservedTokens, at, dialect);
    if (refused !== null) return refuse(refused, false, work.model);
    const fault = asked ?? this.#faultOf(identity, work);
    if (fault?.kind === 'status') return refuse(faultError(fault, dialect, this.#clientSpeed), true, work.model);
    if (work.cache !== undefined) {
      work.cache.tokens = this.#cache.look(work.model, work.cache.text, work.promptTokens, at);
    }
    work.onAdmitted?.();
    const rateLimit = this.#limits.headers(work.model, at, dialect);
    return {
      kind: 'admitted',
      job: { request: id, at, identity, dialect, work, fault, asked: answerTime(incoming, work), rateLimit },
    };
  }

  #limit(model: string, tokens: number, at: Micros, dialect: Dialect): ApiError | null {
    if (model === '') return null;
    if (this.#conditions.quotaExhausted) return quotaExhausted();
    return this.#limits.admit(model, tokens, at, dialect);
  }

  #faultOf(identity: Identity, work: Work): RequestFault | null {
    const { faults, seed } = this.#conditions;
    const fault = faultFor(faults, seed, identity);
    // An error in mid-stream needs a stream.
    return fault?.kind === 'in-stream-error' && work.answer.kind === 'whole' ? null : fault;
  }

  #identify(incoming: Incoming, request: ServiceRequest): Identity {
    const retry = Number.parseInt(incoming.header('x-stainless-retry-count') ?? '0', 10) || 0;
    return this.#occurrences.identify(incoming.method, request.path, contentOf(incoming.body), retry);
  }
}

/** The fault that a request asks for itself; its header has been checked. */
function askedFault(incoming: Incoming): RequestFault | null {
  const text = incoming.header('x-lab-fault');
  return text === undefined ? null : faultFromText(text);
}

/** How long the answer was asked to take. What a model does in the background takes that time itself, not its creation. */
function answerTime(incoming: Incoming, work: Work): Micros | null {
  const worksLater = work.pace === 'management' && work.model !== '';
  return worksLater ? null : askedLatency(incoming);
}
