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

/**
 * From its last event on, a program computes where waits are skipped: lab time goes on as computing is charged. Where waits
 * last, a program that waits tells so every tenth of a second; lab time goes on as in a wait.
 */
export function createReckoning(order: RunOrder, realNow: () => number = () => performance.now()): Reckoning {
  let told: { readonly at: Micros; readonly realMs: number } | null = null;
  const rate = rateOf(order);
  return {
    note(events) {
      const at = events.reduce((latest, event) => Math.max(latest, 'until' in event ? event.until : event.at), 0);
      told = { at: Math.max(at, told?.at ?? 0), realMs: realNow() };
    },
    now: () => (told === null ? 0 : Math.round(told.at + (realNow() - told.realMs) * MICROS_PER_MS * rate)),
  };
}

function rateOf({ clockMode, runtime }: RunOrder): number {
  if (clockMode.kind === 'wiederholbar') return 0;
  return clockMode.kind === 'sofort' ? cpuFactors[runtime] : speedOf(clockMode);
}
