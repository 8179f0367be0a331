import type { Clock } from '../../../clock/clock.ts';
import { MICROS_PER_MS } from '../../../clock/clock.ts';
import type { Scheduled } from '../schedule/scheduled.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import { invalidArgument } from './node-error.ts';
import type { EmitWarning } from './warnings.ts';

const LONGEST_MS = 2 ** 31 - 1;

type Callback = (...args: unknown[]) => void;

/** What `setTimeout` and `setInterval` return in Node. */
export interface LabTimeout {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
  refresh(): this;
  close(): this;
  [Symbol.toPrimitive](): number;
  [Symbol.dispose](): void;
}

/** What `setImmediate` returns in Node. */
export interface LabImmediate {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
  [Symbol.dispose](): void;
}

/** The timers of Node on the laboratory's clock: `node:timers`, and the globals. */
export interface LabTimers {
  setTimeout(callback: Callback, ms?: number, ...args: unknown[]): LabTimeout;
  setInterval(callback: Callback, ms?: number, ...args: unknown[]): LabTimeout;
  setImmediate(callback: Callback, ...args: unknown[]): LabImmediate;
  clearTimeout(timer?: unknown): void;
  clearInterval(timer?: unknown): void;
  clearImmediate(immediate?: unknown): void;
}

/** Node rounds delays down to whole milliseconds, and takes what is below 1 or too large as 1. */
function delayOf(ms: number): number {
  return ms >= 1 && ms <= LONGEST_MS ? Math.trunc(ms) : 1;
}

/** Warns of delays that Node does not take as they are: too long ones each time, the others once. */
function createDelayWarning(emitWarning: EmitWarning): (ms: number) => void {
  const warned = new Set<string>();
  const warn = (what: string, name: string): void => emitWarning(`${what}.\nTimeout duration was set to 1.`, name);
  const warnOnce = (what: string, name: string): void => {
    if (!warned.has(name)) warn(what, name);
    warned.add(name);
  };
  return (ms) => {
    if (ms > LONGEST_MS) warn(`${ms} does not fit into a 32-bit signed integer`, 'TimeoutOverflowWarning');
    else if (ms < 0) warnOnce(`${ms} is a negative number`, 'TimeoutNegativeWarning');
    else if (Number.isNaN(ms)) warnOnce(`${ms} is not a number`, 'TimeoutNaNWarning');
  };
}

export function createTimers(scheduler: Scheduler, clock: Clock, emitWarning: EmitWarning): LabTimers {
  const warnOfDelay = createDelayWarning(emitWarning);
  const byId = new Map<number, Timeout>();
  let lastId = 0;

  class Timeout implements LabTimeout {
    readonly #id: number;
    readonly #run: () => void;
    readonly #ms: number;
    readonly #repeats: boolean;
    #refed = true;
    #entry: Scheduled;

    constructor(callback: Callback, ms: unknown, args: unknown[], repeats: boolean) {
      requireCallback(callback);
      this.#run = () => callback.apply(this, args);
      const delay = ms === undefined ? 1 : Number(ms);
      warnOfDelay(delay);
      this.#ms = delayOf(delay);
      this.#repeats = repeats;
      this.#id = ++lastId;
      byId.set(this.#id, this);
      this.#entry = this.#schedule();
    }

    #schedule(from = clock.peek()): Scheduled {
      return scheduler.at(from + this.#ms * MICROS_PER_MS, () => this.#fire(), this.#refed);
    }

    /** An interval counts from the beginning of its callback, as in Node. */
    #fire(): void {
      const fired = this.#entry;
      const from = clock.peek();
      if (!this.#repeats) byId.delete(this.#id);
      try {
        this.#run();
      } finally {
        if (this.#repeats && this.#entry === fired && byId.has(this.#id)) this.#entry = this.#schedule(from);
      }
    }

    ref(): this {
      this.#refed = true;
      scheduler.setRef(this.#entry, true);
      return this;
    }

    unref(): this {
      this.#refed = false;
      scheduler.setRef(this.#entry, false);
      return this;
    }

    hasRef(): boolean {
      return this.#refed;
    }

    refresh(): this {
      scheduler.cancel(this.#entry);
      byId.set(this.#id, this);
      this.#entry = this.#schedule();
      return this;
    }

    close(): this {
      byId.delete(this.#id);
      scheduler.cancel(this.#entry);
      return this;
    }

    [Symbol.toPrimitive](): number {
      return this.#id;
    }

    [Symbol.dispose](): void {
      this.close();
    }
  }

  class Immediate implements LabImmediate {
    readonly #entry: Scheduled;

    constructor(callback: Callback, args: unknown[]) {
      requireCallback(callback);
      this.#entry = scheduler.immediate(() => callback.apply(this, args));
    }

    static cancel(immediate: unknown): void {
      if (immediate instanceof Immediate) scheduler.cancel(immediate.#entry);
    }

    ref(): this {
      scheduler.setRef(this.#entry, true);
      return this;
    }

    unref(): this {
      scheduler.setRef(this.#entry, false);
      return this;
    }

    hasRef(): boolean {
      return this.#entry.ref;
    }

    [Symbol.dispose](): void {
      scheduler.cancel(this.#entry);
    }
  }

  const clear = (timer?: unknown): void => {
    if (timer instanceof Timeout) timer.close();
    else if (typeof timer === 'number' || typeof timer === 'string') byId.get(Number(timer))?.close();
  };

  return {
    setTimeout: (callback, ms, ...args) => new Timeout(callback, ms, args, false),
    setInterval: (callback, ms, ...args) => new Timeout(callback, ms, args, true),
    setImmediate: (callback, ...args) => new Immediate(callback, args),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (immediate) => Immediate.cancel(immediate),
  };
}

function requireCallback(callback: unknown): void {
  if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
}
