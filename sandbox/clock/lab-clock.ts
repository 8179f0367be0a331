import { type Clock, type ClockMode, MICROS_PER_MS, type Micros, speedOf } from './clock.ts';
import { blockFor as blockThread } from './real-wait.ts';

// Taken at import: a runtime replaces these globals by the laboratory's own before a program starts.
const nativeNow = performance.now.bind(performance);
const nativeSetTimeout = setTimeout;
const nativeClearTimeout = clearTimeout;
/** A wait that is over. */
const over = Promise.resolve();

/** Longest time that one turn (from one reading of the clock to the next) is charged for; see {@link ClockOptions.maxTurnMs}. */
export const DEFAULT_MAX_TURN_MS = 10_000;

/** A turn that lasted longer than this when it was read is settled and a new one begins. */
const NEW_TURN_MS = 100;

export interface ClockOptions {
  readonly mode: ClockMode;
  /** Lab time per real time that the program computed; 1 = as on this machine. Ignored in Wiederholbar, where it is 0. */
  readonly cpuFactor: number;
  /** Real time in milliseconds, rising. */
  readonly realNow?: () => number;
  /** Really blocks the thread for `ms` real milliseconds. */
  readonly blockFor?: (ms: number) => void;
  /** Called before any real wait, blocking or not: the last chance to hand over what is buffered (trace batches). */
  readonly beforeRealWait?: () => void;
  /**
   * A machine that was suspended, or a debugger that held it, looks like hours of computing. At most this many real
   * milliseconds are charged between two readings of the clock.
   */
  readonly maxTurnMs?: number;
}

/** Where lab time comes from at the moment; each state carries only what it needs. */
type State =
  /** The program computes: lab time runs with real time from `base` at real time `since`. */
  | { readonly kind: 'computing'; readonly base: Micros; readonly since: number }
  /** Our own machinery works `depth` pauses deep: lab time stands still. */
  | { readonly kind: 'paused'; readonly base: Micros; readonly depth: number }
  /** A real wait without blocking: lab time runs `speed` times as fast as real time and stops at `due`, pauses or not. */
  | {
      readonly kind: 'sleeping';
      readonly base: Micros;
      readonly since: number;
      readonly due: Micros;
      readonly depth: number;
    };

/** The clock of one run; lab time 0 is the moment of its making. Wiederholbar charges nothing and counts its readings. */
export function createClock(options: ClockOptions): Clock {
  const { mode } = options;
  const realNow = options.realNow ?? nativeNow;
  const blockFor = options.blockFor ?? ((ms: number) => blockThread(ms, realNow));
  const beforeRealWait = options.beforeRealWait ?? (() => {});
  const maxTurnMs = options.maxTurnMs ?? DEFAULT_MAX_TURN_MS;
  const factor = mode.kind === 'wiederholbar' ? 0 : options.cpuFactor;
  const speed = speedOf(mode);
  let state: State = { kind: 'computing', base: 0, since: realNow() };
  /** Real milliseconds that real waits lasted too long so far; the next wait is shorter by that. */
  let overslept = 0;

  /** The exact time, with the fraction of a microsecond that a reading leaves out. */
  function exact(): Micros {
    if (state.kind === 'paused') return state.base;
    const real = realNow();
    if (state.kind === 'sleeping') {
      return Math.min(state.due, state.base + Math.max(0, real - state.since) * speed * MICROS_PER_MS);
    }
    if (factor === 0) return state.base;
    const turn = Math.max(0, real - state.since);
    const time = state.base + Math.min(turn, maxTurnMs) * factor * MICROS_PER_MS;
    // A long turn that was read is over, so that a later one has the whole allowance again.
    if (turn > NEW_TURN_MS) state = { kind: 'computing', base: time, since: real };
    return time;
  }

  function peek(): Micros {
    return Math.floor(exact());
  }

  /** Lab time now goes on from `base`, computing unless someone pauses. */
  function goOn(base: Micros, depth: number): void {
    state = depth > 0 ? { kind: 'paused', base, depth } : { kind: 'computing', base, since: realNow() };
  }

  function setTime(time: Micros): void {
    goOn(Math.max(time, exact()), depthOf(state));
  }

  /** Real milliseconds to wait until `due`, and the bookkeeping after the wait. */
  function realWait(due: Micros): { readonly ms: number; done(): void } {
    const wanted = Math.max(0, due - exact()) / MICROS_PER_MS / speed;
    const repaid = Math.min(overslept, wanted);
    const from = realNow();
    return {
      ms: wanted - repaid,
      done: () => {
        overslept = Math.max(0, overslept - repaid + (realNow() - from - (wanted - repaid)));
      },
    };
  }

  function blockUntil(due: Micros): void {
    if (due <= peek()) return;
    if (speed === Number.POSITIVE_INFINITY) {
      setTime(due);
      return;
    }
    beforeRealWait();
    const before = exact();
    const wait = realWait(due);
    blockFor(wait.ms);
    wait.done();
    goOn(Math.max(due, before), depthOf(state));
  }

  async function sleepReally(due: Micros, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return;
    beforeRealWait();
    const wait = realWait(due);
    state = { kind: 'sleeping', base: exact(), since: realNow(), due, depth: depthOf(state) };
    await realTimer(wait.ms, signal);
    if (signal?.aborted) {
      setTime(0);
    } else {
      wait.done();
      setTime(due);
    }
  }

  return {
    mode,
    peek,
    now() {
      if (mode.kind === 'wiederholbar') setTime(exact() + 1);
      return peek();
    },
    blockUntil,
    sleepUntil(due, signal) {
      if (due > peek()) {
        if (speed !== Number.POSITIVE_INFINITY) return sleepReally(due, signal);
        setTime(due);
      }
      return over;
    },
    pause() {
      if (state.kind === 'sleeping') state = { ...state, depth: state.depth + 1 };
      else goOn(exact(), depthOf(state) + 1);
    },
    resume() {
      const depth = depthOf(state);
      if (depth === 0) throw new Error('Failed to resume the clock: it is not paused. Pair each resume with a pause.');
      if (state.kind === 'sleeping') state = { ...state, depth: depth - 1 };
      else goOn(exact(), depth - 1);
    },
  };
}

function depthOf(state: State): number {
  return state.kind === 'computing' ? 0 : state.depth;
}

function realTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = nativeSetTimeout(finish, ms);
    function finish(): void {
      nativeClearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    }
    signal?.addEventListener('abort', finish, { once: true });
  });
}
