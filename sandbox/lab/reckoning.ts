import { MICROS_PER_MS, type Micros, speedOf } from '../clock/clock.ts';
import type { TraceEvent } from '../trace/event.ts';
import { cpuFactors } from './cpu-factor.ts';
import type { RunOrder } from './protocol.ts';

/** Where the lab time of a run stands, reckoned from outside: the run itself tells it with its events only. */
export interface Reckoning {
  note(events: readonly TraceEvent[]): void;
  /** 0 before the first event. */
  now(): Micros;
}

/** Where waits last, a program that waits says so every 100 ms: one that says nothing for longer than this computes. */
const SILENCE_MS = 200;

/**
 * Reckons the lab time of a run. Where waits are skipped, a program computes from its last event on; where they last, it
 * waits first and computes when it has been silent for long, unless it has threads, whose waits are told when they are over.
 */
export function createReckoning(order: RunOrder, realNow: () => number = () => performance.now()): Reckoning {
  const { clockMode, runtime } = order;
  const speed = speedOf(clockMode);
  const computingRate = clockMode.kind === 'wiederholbar' ? 0 : cpuFactors[runtime];
  let told: { readonly at: Micros; readonly realMs: number } | null = null;
  let hasThreads = false;
  return {
    note(events) {
      const at = events.reduce((latest, event) => Math.max(latest, 'until' in event ? event.until : event.at), 0);
      told = { at: Math.max(at, told?.at ?? 0), realMs: realNow() };
      hasThreads ||= events.some(isOwnThread);
    },
    now() {
      if (told === null) return 0;
      const silentMs = realNow() - told.realMs;
      if (speed === Number.POSITIVE_INFINITY) return reached(told.at, silentMs * computingRate);
      const waitedMs = hasThreads ? silentMs : Math.min(silentMs, SILENCE_MS);
      return reached(told.at, waitedMs * speed + (silentMs - waitedMs) * computingRate);
    },
  };
}

const reached = (at: Micros, laterMs: number): Micros => Math.round(at + laterMs * MICROS_PER_MS);

/** A thread that the reader's own code has made. */
function isOwnThread(event: TraceEvent): boolean {
  return event.kind === 'task' && event.state === 'created' && event.unit === 'thread' && event.library === undefined;
}
