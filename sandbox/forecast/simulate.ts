import type { Micros } from '../clock/clock.ts';
import { Draw } from '../service/draw.ts';
import { isRefused, type RequestFault } from '../service/faults.ts';
import { type Admission, createAdmission, NO_WAIT_HELPS } from './admission.ts';
import { AttemptLog } from './attempt-log.ts';
import type { CallTimes } from './call-times.ts';
import { type AttemptFailure, isRetried, pauseBeforeRetry } from './client-retry.ts';
import { DueHeap } from './due-heap.ts';
import { type ForecastOrder, lanesOf } from './order.ts';
import { ServiceSlots } from './service-slots.ts';

/** What happens next in a lane. A lane carries one call at a time, like a task behind a semaphore or a thread. */
const SEND = 0;
const ARRIVE = 1;
const RESPONSE = 2;
const REFUSED_CONNECTION = 3;
const PHASES = 4;

const FAILED: AttemptFailure = { kind: 'failed' };
const FINAL: AttemptFailure = { kind: 'final' };

/** Plays one order through and returns what happened. The times come from `times`, made for the same workload. */
export function simulate(order: ForecastOrder, times: CallTimes): AttemptLog {
  return new Simulation(order, times).run();
}

class Simulation {
  readonly #order: ForecastOrder;
  readonly #times: CallTimes;
  readonly #admission: Admission;
  readonly #slots: ServiceSlots;
  readonly #due: DueHeap;
  readonly #log: AttemptLog;
  readonly #jitter: Draw;
  readonly #lanes: number;
  /** The connection does not wait for the answer. */
  readonly #isDetached: boolean;
  readonly #halfTrip: Micros;
  readonly #setUp: Micros;
  readonly #tokens: number;
  readonly #call: Int32Array;
  readonly #retry: Int32Array;
  readonly #startedAt: Float64Array;
  readonly #sentAt: Float64Array;
  readonly #firstTokenAt: Float64Array;
  readonly #failure: (AttemptFailure | null)[];
  readonly #waitingForConnection: number[] = [];
  #attempted = 0;
  #connections = 0;
  #idleConnections = 0;
  #nextCall = 0;
  #coreFreeAt: Micros = 0;

  constructor(order: ForecastOrder, times: CallTimes) {
    const { conditions, workload } = order;
    const lanes = lanesOf(order);
    this.#order = order;
    this.#times = times;
    this.#lanes = lanes;
    this.#admission = createAdmission(conditions);
    this.#isDetached = order.mode === 'hintergrund';
    this.#slots = new ServiceSlots(conditions.load, lanes);
    this.#due = new DueHeap(lanes + 1);
    this.#log = new AttemptLog(workload.calls);
    this.#jitter = new Draw(conditions.seed, workload.calls, 0x6a69_7474);
    this.#halfTrip = (conditions.network.roundTripMs * 1_000) / 2;
    this.#setUp = 2 * this.#halfTrip * (conditions.network.tls ? 2 : 1);
    this.#tokens = workload.promptTokens + workload.maxOutputTokens;
    this.#call = new Int32Array(lanes);
    this.#retry = new Int32Array(lanes);
    this.#startedAt = new Float64Array(lanes);
    this.#sentAt = new Float64Array(lanes);
    this.#firstTokenAt = new Float64Array(lanes);
    this.#failure = new Array<AttemptFailure | null>(lanes).fill(null);
  }

  run(): AttemptLog {
    for (let lane = 0; lane < this.#lanes; lane++) this.#startNextCall(lane, 0);
    const due = this.#due;
    while (due.size > 0) {
      const at = due.nextAt();
      const next = due.pop();
      const lane = Math.floor(next / PHASES);
      const phase = next % PHASES;
      if (phase === ARRIVE) this.#arrive(lane, at);
      else if (phase === RESPONSE) this.#respond(lane, at);
      else if (phase === SEND) this.#send(lane, at);
      else this.#retryOrGiveUp(lane, at, FAILED);
    }
    return this.#log;
  }

  #startNextCall(lane: number, at: Micros): void {
    if (this.#nextCall >= this.#order.workload.calls) return;
    this.#call[lane] = this.#nextCall++;
    this.#retry[lane] = 0;
    this.#startedAt[lane] = at;
    this.#send(lane, at);
  }

  #schedule(lane: number, phase: number, at: Micros): void {
    this.#due.push(at, lane * PHASES + phase);
  }

  #send(lane: number, at: Micros): void {
    const limit = this.#order.client.connections;
    if (this.#idleConnections > 0) {
      this.#idleConnections -= 1;
      this.#sendOver(lane, at, 0);
    } else if (limit === null || this.#connections < limit) {
      this.#connect(lane, at);
    } else {
      this.#waitingForConnection.push(lane);
    }
  }

  #connect(lane: number, at: Micros): void {
    const { faults, seed } = this.#order.conditions;
    if (faults.length > 0 && isRefused(faults, seed, this.#attempted++)) {
      this.#failure[lane] = FAILED;
      this.#sentAt[lane] = at;
      this.#schedule(lane, REFUSED_CONNECTION, at + 2 * this.#halfTrip);
      return;
    }
    this.#connections += 1;
    this.#sendOver(lane, at, this.#setUp);
  }

  #sendOver(lane: number, at: Micros, setUp: Micros): void {
    // One core: what several requests compute lies one after the other.
    const computed = Math.max(at, this.#coreFreeAt) + this.#order.client.computeMs * 1_000;
    this.#coreFreeAt = computed;
    this.#log.requests += 1;
    this.#sentAt[lane] = computed + setUp;
    this.#schedule(lane, ARRIVE, computed + setUp + this.#halfTrip);
  }

  #arrive(lane: number, at: Micros): void {
    const call = this.#call[lane] ?? 0;
    const retry = this.#retry[lane] ?? 0;
    const wait = this.#admission.admit(at, this.#tokens);
    const fault = wait === 0 ? this.#times.fault(call, retry) : null;
    if (wait !== 0) {
      this.#log.rateLimited += 1;
      const failure: AttemptFailure = { kind: 'refused', retryAfter: wait === NO_WAIT_HELPS ? null : wait };
      this.#fail(lane, at + this.#times.refusal(call, retry), failure);
    } else if (fault?.kind === 'status') {
      if (fault.status === 429) this.#log.rateLimited += 1;
      this.#fail(lane, at + this.#times.refusal(call, retry), refusedByFault(fault));
    } else {
      this.#serve(lane, at, fault);
    }
  }

  #serve(lane: number, at: Micros, fault: RequestFault | null): void {
    if (this.#isDetached) {
      this.#leaveToService(lane, at);
      return;
    }
    const { start, load } = this.#slots.take(at);
    const timing = this.#times.timing(this.#call[lane] ?? 0, this.#retry[lane] ?? 0, load);
    const begin = fault?.kind === 'slow-start' ? start + Math.floor(fault.delayMs * 1_000) : start;
    const end = begin + (fault?.kind === 'reset' ? timing.accepted : timing.end);
    const deadline = (this.#sentAt[lane] ?? 0) + this.#order.client.timeoutMs * 1_000;
    const inTime = end + this.#halfTrip <= deadline && fault?.kind !== 'stalled';
    this.#slots.free(inTime ? end : deadline + this.#halfTrip);
    if (fault?.kind !== 'reset') this.#log.billed += 1;
    const failure = inTime ? this.#failureOf(fault) : FAILED;
    if (failure === null) this.#answer(lane, begin + timing.firstToken + this.#halfTrip, end + this.#halfTrip);
    else this.#fail(lane, inTime ? end : deadline - this.#halfTrip, failure);
  }

  #answer(lane: number, firstTokenAt: Micros, at: Micros): void {
    this.#failure[lane] = null;
    this.#firstTokenAt[lane] = firstTokenAt;
    this.#schedule(lane, RESPONSE, at);
  }

  /** The service confirms at once, computes on its own and delivers the finished answer with a webhook. */
  #leaveToService(lane: number, at: Micros): void {
    const call = this.#call[lane] ?? 0;
    const retry = this.#retry[lane] ?? 0;
    const delivered = at + this.#times.background(call, retry) + this.#halfTrip;
    const duration = delivered - (this.#startedAt[lane] ?? 0);
    this.#failure[lane] = null;
    this.#log.billed += 1;
    this.#log.answered(duration, duration);
    this.#log.lastAt = Math.max(this.#log.lastAt, delivered);
    this.#schedule(lane, RESPONSE, at + this.#times.refusal(call, retry) + this.#halfTrip);
  }

  /** What the client makes of an answer's fault. An error event in a stream does not touch a whole answer. */
  #failureOf(fault: RequestFault | null): AttemptFailure | null {
    if (fault?.kind === 'reset') return FAILED;
    if (fault?.kind === 'malformed') return FINAL;
    if (fault?.kind !== 'cut') return null;
    return this.#order.client.repeatsBrokenBody ? FAILED : FINAL;
  }

  #fail(lane: number, servedAt: Micros, failure: AttemptFailure): void {
    this.#failure[lane] = failure;
    this.#schedule(lane, RESPONSE, servedAt + this.#halfTrip);
  }

  #respond(lane: number, at: Micros): void {
    this.#log.inFlight += at - (this.#sentAt[lane] ?? at);
    this.#log.lastAt = Math.max(this.#log.lastAt, at);
    this.#handOnConnection(at);
    const failure = this.#failure[lane] ?? null;
    if (failure === null) this.#succeed(lane, at);
    else this.#retryOrGiveUp(lane, at, failure);
  }

  #handOnConnection(at: Micros): void {
    this.#idleConnections += 1;
    const waiting = this.#waitingForConnection.shift();
    if (waiting !== undefined) this.#send(waiting, at);
  }

  #succeed(lane: number, at: Micros): void {
    const startedAt = this.#startedAt[lane] ?? 0;
    if (!this.#isDetached) this.#log.answered(at - startedAt, (this.#firstTokenAt[lane] ?? 0) - startedAt);
    this.#startNextCall(lane, at);
  }

  #retryOrGiveUp(lane: number, at: Micros, failure: AttemptFailure): void {
    const retry = this.#retry[lane] ?? 0;
    const pause = pauseBeforeRetry(this.#order.client, failure, retry, this.#jitter.unit());
    if (pause === null) {
      this.#log.failed += 1;
      this.#log.lastAt = Math.max(this.#log.lastAt, at);
      this.#startNextCall(lane, at);
      return;
    }
    this.#retry[lane] = retry + 1;
    this.#schedule(lane, SEND, at + pause);
  }
}

/** What the client makes of a status that a fault answers: only what it repeats can wait as told. */
function refusedByFault({ status, retryAfterMs }: Extract<RequestFault, { readonly kind: 'status' }>): AttemptFailure {
  if (!isRetried(status)) return FINAL;
  return retryAfterMs === null ? FAILED : { kind: 'refused', retryAfter: retryAfterMs * 1_000 };
}
