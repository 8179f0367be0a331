import type { Clock, Micros } from '../../../clock/clock.ts';
import { sleepInSight } from '../../../clock/wait-in-sight.ts';
import type { Emit } from '../../../trace/event.ts';
import { whenSettled } from '../when-settled.ts';
import { type DueSource, LoopTasks } from './loop-tasks.ts';
import type { NativeOperation } from './native-operation.ts';
import type { Scheduled } from './scheduled.ts';
import type { RequestTurn } from './turn.ts';

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly network: DueSource;
  readonly emit: Emit;
  /** Makes the function that requests one empty macrotask (turn.ts). */
  readonly createTurn: (onTurn: () => void) => RequestTurn;
  /** The platform's own timers: while something natively asynchronous is under way, lab time runs with real time. */
  readonly setRealTimeout: (run: () => void, ms: number) => unknown;
  readonly clearRealTimeout: (timer: unknown) => void;
  /** A macrotask is about to run. */
  readonly onTask: () => void;
  /** A callback of the program threw. */
  readonly onError: (error: unknown) => void;
  /** Nothing is left to do. `stuck`: something is still expected, but nothing will ever happen. */
  readonly onIdle: (state: 'done' | 'stuck') => void;
}

/** Empty turns before the clock may jump: promise jobs are drained after one, `unhandledrejection` has arrived after two. */
const EMPTY_TURNS_BEFORE_JUMP = 2;

/**
 * The event loop of the program, in the order of Node's: next ticks, timers, network, immediates; one macrotask per turn, so that
 * promise jobs run in between.
 *
 * The clock jumps to the next due moment only when the program is idle: no tick, immediate or due callback waits; nothing
 * natively asynchronous is under way (a hold); and two empty turns have passed. Drained microtasks alone are no proof of
 * idleness: many web APIs settle in a task, after any number of turns.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #clock: Clock;
  readonly #requestTurn: RequestTurn;
  readonly #tasks: LoopTasks;
  #ticks: (() => void)[] = [];
  #state: 'running' | 'waiting' | 'ended' = 'waiting';
  #turnRequested = false;
  /** Requests and platform promises under way that keep the program alive. */
  #kept = 0;
  #holds = 0;
  #emptyTurns = 0;
  #realTimer: unknown = null;
  #waited: Micros = 0;
  #uncharged = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#tasks = new LoopTasks(options);
    this.#requestTurn = options.createTurn(() => this.#turn());
  }

  /** Lets the loop run. Before, callbacks are only collected. */
  start(): void {
    this.#state = 'running';
    this.wake();
  }

  /** Ends the loop for good: no callback runs any more. */
  end(): void {
    this.#state = 'ended';
    if (this.#realTimer !== null) this.#options.clearRealTimeout(this.#realTimer);
  }

  get ended(): boolean {
    return this.#state === 'ended';
  }

  /** Lab time that the program spent waiting so far. */
  get waited(): Micros {
    return this.#waited;
  }

  /** Whether anything keeps the program alive. */
  get alive(): boolean {
    return this.#refs > 0 || this.#ticks.length > 0;
  }

  /** Runs `run` as a macrotask of its own at lab time `due`. */
  at(due: Micros, run: () => void, ref = true): Scheduled {
    const entry = this.#tasks.at(due, run, ref);
    this.wake();
    return entry;
  }

  /** Runs `run` after what is due now, as `setImmediate` does. */
  immediate(run: () => void): Scheduled {
    const entry = this.#tasks.immediate(run);
    this.wake();
    return entry;
  }

  /** Runs `run` after the current macrotask, before its promise jobs where one is running. */
  nextTick(run: () => void): void {
    this.#ticks.push(run);
    this.wake();
  }

  cancel(entry: Scheduled): void {
    if (!entry.run) return;
    this.#tasks.take(entry);
    this.wake();
  }

  setRef(entry: Scheduled, ref: boolean): void {
    if (!entry.run || entry.ref === ref) return;
    this.#tasks.setRef(entry, ref);
    this.wake();
  }

  /** Keeps the program alive until the returned function is called: a request under way. */
  keepAlive(): () => void {
    this.#kept++;
    return once(() => {
      this.#kept--;
      this.wake();
    });
  }

  /** Forbids jumping until the returned function is called: something natively asynchronous is under way. */
  hold(): () => void {
    this.#holds++;
    return once(() => {
      this.#holds--;
      this.wake();
    });
  }

  /**
   * Counts a native promise: no jump until it has settled and the program has been told. In Wiederholbar the answers come in the
   * order of the calls, and only when nothing else is left to run, so that they do not depend on the machine's speed.
   */
  track<T>(native: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const operation: NativeOperation = { deliver: null, release: this.hold(), keepAlive: this.keepAlive() };
      if (this.#tasks.inOrder) this.#tasks.settled(operation);
      const settle = (deliver: () => void): void => {
        operation.deliver = deliver;
        if (!this.#tasks.inOrder) this.#tasks.settled(operation);
        this.wake();
      };
      whenSettled(
        native,
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(error)),
      );
    });
  }

  /** Something may have changed: looks again. */
  wake(): void {
    this.#emptyTurns = 0;
    if (this.#state === 'running') this.#request();
  }

  get #refs(): number {
    return this.#tasks.refs + this.#kept;
  }

  #request(): void {
    if (this.#turnRequested) return;
    this.#turnRequested = true;
    this.#requestTurn();
  }

  #turn(): void {
    this.#turnRequested = false;
    if (this.#state !== 'running') return;
    const task = this.#ticks.length > 0 ? null : this.#tasks.next();
    if (!task && this.#ticks.length === 0) {
      this.#beIdle();
      return;
    }
    this.#charge();
    if (task) this.#call(task);
    this.#runTicks();
    this.wake();
  }

  #runTicks(): void {
    while (this.#ticks.length > 0) {
      const ticks = this.#ticks;
      this.#ticks = [];
      for (const tick of ticks) this.#call(tick);
    }
  }

  #call(run: () => void): void {
    if (this.#state !== 'running') return;
    this.#options.onTask();
    try {
      run();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #beIdle(): void {
    const next = this.#tasks.nextDue();
    if (this.#holds > 0) this.#waitForNative(next);
    else if (this.#emptyTurns < EMPTY_TURNS_BEFORE_JUMP) {
      this.#doNotCharge();
      this.#emptyTurns++;
      this.#request();
    } else if (this.#refs === 0) this.#options.onIdle('done');
    else if (next === null) this.#options.onIdle('stuck');
    else void this.#jump(next);
  }

  /** The program is idle: how long an empty turn takes is the machine's business. */
  #doNotCharge(): void {
    if (this.#uncharged) return;
    this.#uncharged = true;
    this.#clock.pause();
  }

  #charge(): void {
    if (!this.#uncharged) return;
    this.#uncharged = false;
    this.#clock.resume();
  }

  async #jump(to: Micros): Promise<void> {
    const tell = this.beginWait('free');
    this.#turnRequested = true;
    await sleepInSight(this.#clock, to, tell);
    this.#turnRequested = false;
    tell();
    if (this.#state === 'running') this.wake();
  }

  /** The program waits from now on. Each call of what is returned records the part of the wait since the call before. */
  beginWait(reason: 'free' | 'xhr' | 'sleep', line?: number): () => void {
    let from = this.#clock.peek();
    return () => {
      const until = this.#clock.peek();
      if (until > from && this.#state === 'running') {
        this.#waited += until - from;
        const where = line === undefined ? {} : { line };
        this.#options.emit({ kind: 'waited', at: from, until, reason, ...where });
      }
      from = until;
    };
  }

  /** Lab time runs with real time until the platform has answered; a timer that falls due meanwhile fires. */
  #waitForNative(next: Micros | null): void {
    this.#charge();
    if (this.#realTimer !== null) this.#options.clearRealTimeout(this.#realTimer);
    this.#realTimer = null;
    if (next === null || this.#tasks.inOrder) return;
    const ms = Math.max(1, Math.ceil((next - this.#clock.peek()) / 1000));
    this.#realTimer = this.#options.setRealTimeout(() => this.wake(), Math.min(ms, 2 ** 31 - 1));
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
