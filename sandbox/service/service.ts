import type { Conditions } from '../conditions/conditions.ts';
import { costOf } from '../conditions/prices.ts';
import type { Micros, RequestId, ServiceEvent } from '../trace/event.ts';
import { endOf, planAnswer, planError } from './answer-plan.ts';
import { drawsFor, type Identity } from './draw.ts';
import { isRefused } from './faults.ts';
import { Heap } from './heap.ts';
import { computedTokens, type Job, type Running } from './job.ts';
import { JobSchedule } from './job-schedule.ts';
import { askedTiming, delayed, managementTiming, type Timing, timingOf } from './latency.ts';
import type { ResponsePlan, Service, ServiceRequest } from './plan.ts';
import { Reception, type Refusal } from './reception.ts';
import { RequestTable } from './request-table.ts';
import { remembering, shippedTokenizer, type Tokenizer } from './tokens/tokenizer.ts';
import { WaitingLine } from './waiting-line.ts';
import { type WebhookDelivery, webhookDelivery } from './webhooks.ts';

export interface ServiceOptions {
  /** Takes the service's log events in the order they happen. */
  readonly emit?: (event: ServiceEvent) => void;
  /** Counts tokens; default: exact for what is shipped, else an estimate. Always exact: `await loadO200k()` (tokens/o200k.ts). */
  readonly tokenizer?: Tokenizer;
  /**
   * How many times shorter the clients' waits are than the service's (a door with a speed): by that, what they are told to
   * wait is divided. Default 1. The log stays in the service's time.
   */
  readonly clientSpeed?: number;
  /** Takes webhooks when they are due; `advance` must then be called by `nextDecision`. Without it none are sent. */
  readonly deliver?: (delivery: WebhookDelivery) => void;
}

/** Creates a mock OpenAI service under the given conditions. */
export function createService(conditions: Conditions, options: ServiceOptions = {}): Service {
  return new SeededService(conditions, options);
}

/** Something that happens to a running request. */
interface Due {
  readonly kind: 'first-token' | 'fault' | 'end';
  readonly request: RequestId;
}

class SeededService implements Service {
  readonly #conditions: Conditions;
  readonly #emit: ((event: ServiceEvent) => void) | null;
  readonly #reception: Reception;
  readonly #running = new RequestTable<Running>();
  readonly #line = new WaitingLine();
  readonly #jobs = new JobSchedule();
  readonly #deliver: ((delivery: WebhookDelivery) => void) | null;
  readonly #labEpochMs: number;
  readonly #clientSpeed: number;
  readonly #due = new Heap<Due>();
  #busy = 0;
  #lastRequest = 0;

  constructor(conditions: Conditions, options: ServiceOptions) {
    this.#conditions = conditions;
    this.#emit = options.emit ?? null;
    this.#deliver = options.deliver ?? null;
    this.#labEpochMs = Date.parse(conditions.labDate);
    this.#clientSpeed = options.clientSpeed ?? 1;
    const tokenizer = remembering(options.tokenizer ?? shippedTokenizer);
    this.#reception = new Reception(conditions, tokenizer, this.#clientSpeed);
  }

  submit(
    request: ServiceRequest,
    at: Micros,
  ): { readonly request: RequestId; readonly plans: readonly ResponsePlan[] } {
    const plans = this.advance(at);
    const id = request.id ?? this.#lastRequest + 1;
    this.#lastRequest = Math.max(this.#lastRequest, id);
    const received = this.#reception.receive(id, request, at);
    const plan = received.kind === 'refused' ? this.#refuse(id, at, received) : this.#admit(received.job);
    return { request: id, plans: plan === null ? plans : [...plans, plan] };
  }

  abort(request: RequestId, at: Micros): readonly ResponsePlan[] {
    const plans = [...this.advance(at)];
    const running = this.#running.get(request);
    const work = (running ?? this.#line.leave(request))?.work;
    if (work === undefined) return plans;
    this.#running.delete(request);
    const promptTokens = running === undefined ? 0 : work.promptTokens;
    const completionTokens = running === undefined ? 0 : computedTokens(running, at);
    const cachedTokens = running === undefined ? 0 : (work.cache?.tokens ?? 0);
    const costUsd = costOf({ model: work.model, promptTokens, cachedTokens, completionTokens, tier: work.tier });
    this.#emit?.({
      kind: 'aborted',
      at,
      request,
      promptTokens,
      completionTokens,
      ...(costUsd === undefined ? {} : { costUsd }),
    });
    if (running !== undefined) this.#freeSlot(running, at, plans);
    return plans;
  }

  advance(to: Micros): readonly ResponsePlan[] {
    const plans: ResponsePlan[] = [];
    for (;;) {
      const at = this.#due.nextAt();
      const jobAt = this.#jobs.nextAt();
      if (jobAt !== null && jobAt <= to && (at === null || jobAt <= at)) {
        this.#stepJob(to);
        continue;
      }
      const due = this.#due.popDue(to);
      if (at === null || due === undefined) return plans;
      const running = this.#running.get(due.request);
      if (running !== undefined) this.#happen(due.kind, running, at, plans);
    }
  }

  nextDecision(): Micros | null {
    const slot = this.#line.length > 0 ? this.#due.nextAt() : null;
    const webhook = this.#deliver === null ? null : this.#jobs.nextAt();
    if (slot === null || webhook === null) return slot ?? webhook;
    return Math.min(slot, webhook);
  }

  accept(nth: number, _at: Micros): 'accepted' | 'refused' {
    return isRefused(this.#conditions.faults, this.#conditions.seed, nth) ? 'refused' : 'accepted';
  }

  #stepJob(to: Micros): void {
    const step = this.#jobs.takeDue(to);
    if (step === null || step.status === null) return;
    const { at, job, status } = step;
    this.#emit?.({ kind: 'job', at, job: job.id, type: job.type, status, ...job.billedAt(status) });
    const event = job.webhookOf(status);
    if (event === null) return;
    this.#emit?.({ kind: 'webhook', at, job: job.id, event });
    this.#deliver?.(webhookDelivery(event, job.id, at, Math.floor((this.#labEpochMs + at / 1_000) / 1_000)));
  }

  #refuse(request: RequestId, at: Micros, refusal: Refusal): ResponsePlan {
    const { error, identity, dialect, rateLimit, asked } = refusal;
    const { seed, latency } = this.#conditions;
    if (refusal.byFault) this.#emit?.({ kind: 'fault', at, request, fault: 'status' });
    const retryAfter = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter };
    this.#emit?.({
      kind: 'refused',
      at,
      request,
      status: error.status,
      code: error.code ?? error.type,
      ...retryAfter,
      ...retryOf(identity),
    });
    const end = at + (asked ?? managementTiming(latency, drawsFor(seed, identity, 'refusal')).end);
    return planError(request, at, end, error, { seed, identity, dialect, rateLimit, clientSpeed: this.#clientSpeed });
  }

  #admit(job: Job): ResponsePlan | null {
    const { request, at, work } = job;
    const { model, endpoint, promptTokens } = work;
    this.#emit?.({ kind: 'admitted', at, request, model, endpoint, promptTokens, ...retryOf(job.identity) });
    if (!needsSlot(job) || this.#busy < this.#conditions.load.slots) return this.#start(job, at);
    this.#emit?.({ kind: 'queued', at, request, ahead: this.#line.length });
    this.#line.join(job);
    return null;
  }

  #start(job: Job, at: Micros): ResponsePlan {
    const timing = this.#timing(job);
    const started = { ...job, startedAt: at, timing };
    const running: Running = { ...started, endsAt: endOf(started) };
    const { request, fault, work } = job;
    work.onPlanned?.(running.endsAt);
    if (work.job !== undefined && (this.#emit !== null || this.#deliver !== null)) this.#jobs.add(work.job);
    this.#running.set(request, running);
    if (needsSlot(job)) this.#busy += 1;
    if (this.#emit !== null) {
      const firstToken = at + timing.firstToken;
      if (needsSlot(job) && firstToken <= running.endsAt) this.#due.push(firstToken, { kind: 'first-token', request });
      if (fault !== null) this.#due.push(fault.kind === 'slow-start' ? at : running.endsAt, { kind: 'fault', request });
    }
    this.#due.push(running.endsAt, { kind: 'end', request });
    return planAnswer(running, this.#conditions.seed, this.#clientSpeed);
  }

  #timing(job: Job): Timing {
    const timing = job.asked === null ? this.#drawnTiming(job) : askedTiming(job.asked, job.work);
    return job.fault?.kind === 'slow-start' ? delayed(timing, Math.floor(job.fault.delayMs * 1_000)) : timing;
  }

  #drawnTiming(job: Job): Timing {
    const { latency, load, seed } = this.#conditions;
    const loadFactor = 1 + ((load.slowdown - 1) * this.#busy) / load.slots;
    return timingOf(latency, job.work, loadFactor, drawsFor(seed, job.identity, 'latency'));
  }

  #happen(kind: Due['kind'], running: Running, at: Micros, plans: ResponsePlan[]): void {
    const { request, fault } = running;
    switch (kind) {
      case 'first-token':
        this.#emit?.({ kind, at, request });
        return;
      case 'fault':
        if (fault !== null) this.#emit?.({ kind, at, request, fault: fault.kind });
        return;
      case 'end':
        this.#running.delete(request);
        if (!isBroken(running)) this.#serve(running, at);
        this.#freeSlot(running, at, plans);
    }
  }

  #serve(running: Running, at: Micros): void {
    const { request, work } = running;
    work.onServed?.();
    if (this.#emit === null) return;
    const completionTokens = computedTokens(running, at);
    const { model, promptTokens, tier } = work;
    const cachedTokens = work.cache?.tokens ?? 0;
    const costUsd = costOf({ model, promptTokens, cachedTokens, completionTokens, tier });
    const cost = costUsd === undefined ? {} : { costUsd };
    const status = work.status ?? 200;
    const serviceTime = at - running.startedAt;
    this.#emit({
      kind: 'served',
      at,
      request,
      status,
      promptTokens,
      cachedTokens,
      completionTokens,
      ...cost,
      serviceTime,
    });
  }

  #freeSlot(job: Job, at: Micros, plans: ResponsePlan[]): void {
    if (!needsSlot(job)) return;
    this.#busy -= 1;
    const next = this.#line.first();
    if (next !== undefined) plans.push(this.#start(next, at));
  }
}

/** Only work of a model occupies a slot. */
function needsSlot(job: Job): boolean {
  return job.work.pace !== 'management';
}

/** Whether a fault ended the answer before it was complete. */
function isBroken({ fault }: Job): boolean {
  return fault?.kind === 'reset' || fault?.kind === 'cut' || fault?.kind === 'stalled';
}

/** Retries are told where there were any. */
function retryOf({ retry }: Identity): { readonly retry?: number } {
  return retry === 0 ? {} : { retry };
}
