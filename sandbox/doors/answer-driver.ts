import { Heap } from '../service/heap.ts';
import type { PlannedChunk, ResponsePlan, Service, ServiceRequest } from '../service/plan.ts';
import { RequestTable } from '../service/request-table.ts';
import type { Micros } from '../trace/event.ts';

/** Real time as a door has it. */
export interface DoorTimers {
  /** Milliseconds, rising. */
  now(): number;
  /** Calls `run` after `ms` milliseconds, seldom early, as little late as the platform can; returns how to cancel it. */
  after(ms: number, run: () => void): () => void;
  /** Calls `run` when there is nothing else to do; absent where the platform cannot tell. */
  idle?(run: () => void): void;
}

type Answer = Extract<ResponsePlan, { readonly kind: 'answer' }>;

/** A part of a body: bytes, or text that means its UTF-8. */
export type BodyPart = Uint8Array | string;

/** What has become due of an answer since the last call. Several parts that are due together come together. */
export interface DueParts {
  /** The answer, if its head is due now: status, headers, framing, and how many bytes its body has. */
  readonly head: Answer | null;
  readonly bodies: readonly BodyPart[];
  /**
   * `reset` comes alone, before any head; so does `failed`, at any time: the service threw while it made the answer. After
   * an end nothing follows.
   */
  readonly end: 'done' | 'cut' | 'stalled' | 'reset' | 'failed' | null;
}

/** Takes an answer as it becomes due. The first call may come from within `ask`, never from within `submit`. */
export type AnswerSink = (due: DueParts) => void;

export interface AnswerDriver {
  /**
   * Hands a complete request to the service; `arrived` says when it came, by the door's timers (default: now). What is due
   * of its answer goes out with the next `settle`, which must follow: so many requests are decided, then many answers
   * written. Returns how to abort it; that does nothing after the end.
   */
  submit(request: ServiceRequest, sink: AnswerSink, arrived?: number): () => void;
  /** `submit` and `settle` of a single request. */
  ask(request: ServiceRequest, sink: AnswerSink): () => void;
  /** Whether the next connection is accepted (a fault may refuse it). */
  accepts(): boolean;
  /** Hands out what is due and brings the service's log up to now. */
  settle(): void;
  /** Answers under way or queued. */
  readonly open: number;
  /** Stops all timers and forgets what is under way. */
  stop(): void;
}

interface UnderWay {
  readonly sink: AnswerSink;
  plan: ResponsePlan | null;
  /** Chunks handed out so far; -1 while the head is not. */
  next: number;
  /** The whole body, where it was made while there was time. */
  prepared: BodyPart | null;
}

const NO_BODIES: readonly BodyPart[] = [];
/** Bodies that are due later than this are made in between, so that they need not be made when all are due at once. */
const PREPARE_AHEAD: Micros = 5_000;

/** Timers of the platforms that are set for longer do not wait at all. Who is woken before anything is due waits on. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A part's content, as text where it is made as text. */
function bodyOf(chunk: PlannedChunk | undefined): BodyPart {
  return chunk?.json?.() ?? chunk?.bytes() ?? '';
}

const FAILED: DueParts = { head: null, bodies: NO_BODIES, end: 'failed' };

/**
 * Carries out the plans of a service in real time, `speed` times as fast as planned. One timer for all answers. What the
 * service throws while it makes an answer, or moves on, goes to `onFailure`, and the other answers go on; `submit` throws.
 */
export function createAnswerDriver(
  service: Service,
  timers: DoorTimers,
  speed: number,
  onFailure: (error: unknown) => void,
): AnswerDriver {
  const start = timers.now();
  const underWay = new RequestTable<UnderWay>();
  const due = new Heap<UnderWay>();
  const unprepared: UnderWay[] = [];
  let connections = 0;
  let armedFor: Micros | null = null;
  let disarm = (): void => {};
  let latest: Micros = 0;

  /** A moment of the door's timers as the service counts, never before what it has been told already. */
  function serviceTime(moment: number): Micros {
    latest = Math.max(latest, Math.floor((moment - start) * 1_000 * speed));
    return latest;
  }
  const now = (): Micros => serviceTime(timers.now());

  function apply(plans: readonly ResponsePlan[]): void {
    for (const plan of plans) {
      const answer = underWay.get(plan.request);
      if (!answer) continue;
      answer.plan = plan;
      due.push(plan.kind === 'reset' ? plan.at : plan.head.at, answer);
      if (timers.idle && plan.kind === 'answer' && plan.chunks.length === 1) toPrepare(answer, plan);
    }
  }

  function toPrepare(answer: UnderWay, plan: Answer): void {
    if (plan.head.at - now() < PREPARE_AHEAD) return;
    if (unprepared.push(answer) === 1) timers.idle?.(prepareNext);
  }

  function prepareNext(): void {
    const answer = unprepared.pop();
    if (answer?.plan?.kind === 'answer' && answer.next < 0) prepare(answer, answer.plan);
    if (unprepared.length > 0) timers.idle?.(prepareNext);
  }

  /** A body that cannot be made fails again when it is due, and is reported then. */
  function prepare(answer: UnderWay, plan: Answer): void {
    try {
      answer.prepared = bodyOf(plan.chunks[0]);
    } catch {
      answer.prepared = null;
    }
  }

  /** Hands out everything that is due, then sets the timer for what comes next. */
  function deliver(): void {
    const at = now();
    // Clients wait for what is known to be due, nobody waits for the service's log.
    handOut(at);
    advance(at);
    handOut(at);
    arm();
  }

  function advance(at: Micros): void {
    try {
      apply(service.advance(at));
    } catch (error) {
      onFailure(error);
    }
  }

  /** All parts are made before the first is written: a write leaves the processor's caches cold for what comes after. */
  function handOut(at: Micros): void {
    if ((due.nextAt() ?? Number.POSITIVE_INFINITY) > at) return;
    const handed: { readonly answer: UnderWay; readonly parts: DueParts }[] = [];
    for (let answer = due.popDue(at); answer; answer = due.popDue(at)) {
      const parts = partsOrFailure(answer, at);
      if (parts) handed.push({ answer, parts });
    }
    for (const { answer, parts } of handed) hand(answer, parts);
  }

  /** What a sink cannot write it is told as a failure. */
  function hand(answer: UnderWay, parts: DueParts): void {
    try {
      answer.sink(parts);
    } catch (error) {
      fail(answer, error);
      answer.sink(FAILED);
    }
  }

  function fail(answer: UnderWay, error: unknown): void {
    if (answer.plan) underWay.delete(answer.plan.request);
    onFailure(error);
  }

  function partsOrFailure(answer: UnderWay, at: Micros): DueParts | null {
    try {
      return dueParts(answer, at);
    } catch (error) {
      fail(answer, error);
      return FAILED;
    }
  }

  function dueParts(answer: UnderWay, at: Micros): DueParts | null {
    const { plan } = answer;
    // An aborted answer leaves its entry in the heap; it finds itself forgotten here.
    if (!plan || underWay.get(plan.request) !== answer) return null;
    if (plan.kind === 'reset') {
      underWay.delete(plan.request);
      return { head: null, bodies: NO_BODIES, end: 'reset' };
    }
    const head = answer.next < 0 ? plan : null;
    if (head) answer.next = 0;
    const bodies: BodyPart[] = [];
    for (let chunk = plan.chunks[answer.next]; chunk && chunk.at <= at; chunk = plan.chunks[answer.next]) {
      bodies.push(answer.prepared ?? bodyOf(chunk));
      answer.next += 1;
    }
    const next = plan.chunks[answer.next]?.at ?? plan.end.at;
    const ended = answer.next === plan.chunks.length && plan.end.at <= at;
    // A stalled answer stays known, so that an abort can still reach the service.
    if (!ended) due.push(next, answer);
    else if (plan.end.kind !== 'stalled') underWay.delete(plan.request);
    return { head, bodies, end: ended ? plan.end.kind : null };
  }

  function arm(): void {
    const decision = service.nextDecision();
    const part = due.nextAt();
    const next = part === null || decision === null ? (part ?? decision) : Math.min(part, decision);
    if (next === armedFor) return;
    disarm();
    armedFor = next;
    if (next === null) disarm = () => {};
    else disarm = timers.after(Math.min(LONGEST_TIMER_MS, next / 1_000 / speed - (timers.now() - start)), wake);
  }

  function wake(): void {
    armedFor = null;
    deliver();
  }

  function submit(request: ServiceRequest, sink: AnswerSink, arrived = timers.now()): () => void {
    const answer: UnderWay = { sink, plan: null, next: -1, prepared: null };
    const submitted = service.submit(request, serviceTime(arrived));
    underWay.set(submitted.request, answer);
    apply(submitted.plans);
    return () => {
      if (!underWay.delete(submitted.request)) return;
      apply(service.abort(submitted.request, now()));
      deliver();
    };
  }

  return {
    submit,
    ask(request, sink) {
      const abort = submit(request, sink);
      deliver();
      return abort;
    },
    accepts: () => service.accept(connections++, now()) === 'accepted',
    settle: deliver,
    get open() {
      return underWay.size;
    },
    stop() {
      disarm();
      armedFor = null;
      underWay.clear();
    },
  };
}
