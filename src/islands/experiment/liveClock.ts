import type { ClockChoice } from './clockChoice.ts';

/** The laboratory's clock as the page can tell it between two events of a run that really waits. */
export interface LiveClock {
  /** Told of each event's moment (microseconds of lab time). */
  note(at: number): void;
  /** Lab time now, in microseconds; null before the first event. */
  now(): number | null;
}

const factors: Readonly<Partial<Record<ClockChoice, number>>> = { echtzeit: 1, zeitraffer: 10 };

/** A clock for modes in which waits really last; null for Sofort, where events alone tell the time. */
export function createLiveClock(choice: ClockChoice, realMs: () => number = () => performance.now()): LiveClock | null {
  const factor = factors[choice];
  if (factor === undefined) return null;
  let last: { readonly at: number; readonly realMs: number } | null = null;
  return {
    note(at) {
      // Events tell the true time, even where that means a step back: computing is not quickened, waiting is.
      if (last === null || at > last.at) last = { at, realMs: realMs() };
    },
    now: () => (last === null ? null : last.at + (realMs() - last.realMs) * 1_000 * factor),
  };
}
