import type { Conditions } from '../conditions/conditions.ts';
import type { Micros, RequestId, ServiceEvent } from '../trace/event.ts';
import { type ApiError, isApiError } from './api-error.ts';
import { encodeJson } from './bytes.ts';
import { drawId, drawsFor, type Identity } from './draw.ts';
import type { Call } from './endpoint.ts';
import { Heap } from './heap.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { managementTiming, partAt, type Timing, timingOf } from './latency.ts';
import { Occurrences } from './occurrences.ts';
import type { PlannedChunk, ResponsePlan, Service, ServiceRequest } from './plan.ts';
import { route } from './routes.ts';
import { type CountTokens, estimateTokens } from './tokens/counter.ts';
import type { Work } from './work.ts';

export interface ServiceOptions {
  /** Takes the service's log events in the order they happen. */
  readonly emit?: (event: ServiceEvent) => void;
  /** Exact token counts; default: an estimate that needs no tables. */
  readonly countTokens?: CountTokens;
}

interface Job {
  readonly request: RequestId;
  readonly at: Micros;
  readonly identity: Identity;
  readonly work: Work;
}

interface Running extends Job {
  readonly startedAt: Micros;
  readonly timing: Timing;
}

/** Creates a mock OpenAI service under the given conditions. */
export function createService(conditions: Conditions, options: ServiceOptions = {}): Service {
  return new SeededService(conditions, options);
}

class SeededService implements Service {
  readonly #conditions: Conditions;
  readonly #emit: ((event: ServiceEvent) => void) | null;
  readonly #countTokens: CountTokens;
  readonly #labEpochMs: number;
  readonly #occurrences = new Occurrences();
  readonly #running = new Map<RequestId, Running>();
  readonly #waiting = new Map<RequestId, Job>();
  readonly #due = new Heap<{ readonly kind: 'first-token' | 'end'; readonly request: RequestId }>();
  #busy = 0;
  #lastRequest = 0;

  constructor(conditions: Conditions, options: ServiceOptions) {
    this.#conditions = conditions;
    this.#emit = options.emit ?? null;
    this.#countTokens = options.countTokens ?? estimateTokens;
    this.#labEpochMs = Date.parse(conditions.labDate);
  }

  submit(
    request: ServiceRequest,
    at: Micros,
  ): { readonly request: RequestId; readonly plans: readonly ResponsePlan[] } {
    const plans = this.advance(at);
    this.#lastRequest += 1;
    const id = this.#lastRequest;
    const incoming = readIncoming(request);
    const retry = Number.parseInt(incoming.header('x-stainless-retry-count') ?? '0', 10) || 0;
    const body = incoming.body.kind === 'json' ? incoming.body.value : request.body;
    const identity = this.#occurrences.identify(incoming.method, request.path, body, retry);
    const work = this.#decide(incoming, identity, at);
    const plan = isApiError(work)
      ? this.#refuse(id, at, identity, work)
      : this.#admit({ request: id, at, identity, work });
    return { request: id, plans: plan === null ? plans : [...plans, plan] };
  }

  abort(request: RequestId, at: Micros): readonly ResponsePlan[] {
    const plans = [...this.advance(at)];
    const running = this.#running.get(request);
    const job = running ?? this.#waiting.get(request);
    if (job === undefined) return plans;
    this.#waiting.delete(request);
    this.#running.delete(request);
    const completionTokens = running === undefined ? 0 : computedBy(running, at);
    const promptTokens = running === undefined ? 0 : job.work.promptTokens;
    this.#emit?.({ kind: 'aborted', at, request, promptTokens, completionTokens });
    if (running !== undefined && running.work.pace !== 'management') this.#freeSlot(at, plans);
    return plans;
  }

  advance(to: Micros): readonly ResponsePlan[] {
    let plans: ResponsePlan[] | null = null;
    for (;;) {
      const at = this.#due.nextAt();
      const due = this.#due.popDue(to);
      if (at === null || due === undefined) return plans ?? NO_PLANS;
      const running = this.#running.get(due.request);
      if (running === undefined) continue;
      if (due.kind === 'first-token') {
        this.#emit?.({ kind: 'first-token', at, request: due.request });
        continue;
      }
      plans ??= [];
      this.#finish(running, at, plans);
    }
  }

  nextDecision(): Micros | null {
    return this.#waiting.size > 0 ? this.#due.nextAt() : null;
  }

  accept(): 'accepted' | 'refused' {
    return 'accepted';
  }

  #decide(incoming: Incoming, identity: Identity, at: Micros): Work | ApiError {
    const call: Omit<Call, 'parameters'> = {
      incoming,
      identity,
      conditions: this.#conditions,
      at,
      unixSeconds: Math.floor((this.#labEpochMs + at / 1_000) / 1_000),
      countTokens: this.#countTokens,
      draws: (label, number) => drawsFor(this.#conditions.seed, identity, label, number),
    };
    return route(call);
  }

  #refuse(request: RequestId, at: Micros, identity: Identity, error: ApiError): ResponsePlan {
    const { status, message, type, param, code, headers = [] } = error;
    const end =
      at + managementTiming(this.#conditions.latency, drawsFor(this.#conditions.seed, identity, 'refusal')).end;
    const retryAfter = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter };
    this.#emit?.({ kind: 'refused', at, request, status, code: code ?? type, ...retryAfter });
    return {
      kind: 'answer',
      request,
      head: { at: end, status, headers: [...this.#commonHeaders(identity, 'application/json', end - at), ...headers] },
      framing: 'length',
      chunks: [{ at: end, bytes: () => encodeJson({ error: { message, type, param, code } }) }],
      end: { at: end, kind: 'done' },
    };
  }

  #admit(job: Job): ResponsePlan | null {
    const { request, at, work } = job;
    this.#emit?.({
      kind: 'admitted',
      at,
      request,
      model: work.model,
      endpoint: work.endpoint,
      promptTokens: work.promptTokens,
    });
    if (work.pace === 'management' || this.#busy < this.#conditions.load.slots) return this.#start(job, at);
    this.#emit?.({ kind: 'queued', at, request, ahead: this.#waiting.size });
    this.#waiting.set(request, job);
    return null;
  }

  #start(job: Job, at: Micros): ResponsePlan {
    const { slots, slowdown } = this.#conditions.load;
    const draw = drawsFor(this.#conditions.seed, job.identity, 'latency');
    const timing = timingOf(this.#conditions.latency, job.work, 1 + ((slowdown - 1) * this.#busy) / slots, draw);
    const running = { ...job, startedAt: at, timing };
    this.#running.set(job.request, running);
    if (job.work.pace !== 'management') {
      this.#busy += 1;
      this.#due.push(at + timing.firstToken, { kind: 'first-token', request: job.request });
    }
    this.#due.push(at + timing.end, { kind: 'end', request: job.request });
    return this.#planOf(running);
  }

  #planOf(running: Running): ResponsePlan {
    const { request, work, startedAt, timing, identity } = running;
    const { answer } = work;
    const end = startedAt + timing.end;
    const chunks: PlannedChunk[] =
      answer.kind === 'whole'
        ? [{ at: end, bytes: () => answer.bytes() }]
        : answer.parts.map((part) =>
            Object.assign(part, { at: startedAt + partAt(timing, part.after, work.outputTokens) }),
          );
    const headAt = chunks[0]?.at ?? end;
    const contentType = answer.kind === 'whole' ? answer.contentType : 'text/event-stream; charset=utf-8';
    return {
      kind: 'answer',
      request,
      head: { at: headAt, status: 200, headers: this.#commonHeaders(identity, contentType, headAt - running.at) },
      framing: answer.kind === 'whole' ? 'length' : 'chunked',
      chunks,
      end: { at: end, kind: 'done' },
    };
  }

  #commonHeaders(identity: Identity, contentType: string, processing: Micros): (readonly [string, string])[] {
    return [
      ['content-type', contentType],
      ['openai-version', '2020-10-01'],
      ['openai-organization', 'org-wartezeit'],
      ['openai-processing-ms', String(Math.floor(processing / 1_000))],
      ['x-request-id', `req_${drawId(drawsFor(this.#conditions.seed, identity, 'requestId'), 32, 'hex')}`],
    ];
  }

  #finish(running: Running, at: Micros, plans: ResponsePlan[]): void {
    const { request, work } = running;
    this.#running.delete(request);
    this.#emit?.({
      kind: 'served',
      at,
      request,
      status: 200,
      promptTokens: work.promptTokens,
      cachedTokens: work.cachedTokens,
      completionTokens: work.outputTokens,
      serviceTime: at - running.startedAt,
    });
    if (work.pace !== 'management') this.#freeSlot(at, plans);
  }

  #freeSlot(at: Micros, plans: ResponsePlan[]): void {
    this.#busy -= 1;
    for (const [request, job] of this.#waiting) {
      this.#waiting.delete(request);
      plans.push(this.#start(job, at));
      return;
    }
  }
}

const NO_PLANS: readonly ResponsePlan[] = [];

function computedBy(running: Running, at: Micros): number {
  const { timing, startedAt, work } = running;
  const worked = at - startedAt - timing.firstToken;
  if (worked < 0) return 0;
  const decode = timing.end - timing.firstToken;
  if (decode === 0) return work.outputTokens;
  return Math.min(work.outputTokens, 1 + Math.floor(((work.outputTokens - 1) * worked) / decode));
}
