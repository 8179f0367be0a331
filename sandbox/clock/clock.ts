/** Lab time in whole microseconds since the start of the run. Every time in the sandbox has this unit. */
export type Micros = number;

export const MICROS_PER_MS = 1_000;
export const MICROS_PER_SECOND = 1_000_000;

/**
 * How waiting is treated (DESIGN.md, "The clock").
 * - `sofort`: waits are skipped; computing costs time.
 * - `zeitraffer`: waits really last, divided by `factor`. `echtzeit` is factor 1.
 * - `wiederholbar`: waits are skipped, computing costs nothing, each reading advances 1 µs.
 */
export type ClockMode =
  | { readonly kind: 'sofort' }
  | { readonly kind: 'echtzeit' }
  | { readonly kind: 'zeitraffer'; readonly factor: number }
  | { readonly kind: 'wiederholbar' };

/** The laboratory clock that program, network and service share. */
export interface Clock {
  readonly mode: ClockMode;
  /** The time as the program may read it. In Wiederholbar each reading advances the clock by 1 µs. */
  now(): Micros;
  /** The time without advancing it: for our own machinery. */
  peek(): Micros;
  /** Waits synchronously until `due`: jumps in Sofort and Wiederholbar, really blocks the worker otherwise. */
  blockUntil(due: Micros): void;
  /**
   * Waits until `due` without blocking the worker: in Sofort and Wiederholbar the clock jumps and the promise is
   * already settled; otherwise a real timer runs. `signal` ends a real wait early (something new became due).
   */
  sleepUntil(due: Micros, signal?: AbortSignal): Promise<void>;
  /** Stops charging real time (our own machinery works). Pauses nest. */
  pause(): void;
  /** Charges real time again. */
  resume(): void;
}

/** How many times faster than real time a wait passes; infinite where waits are skipped. */
export function speedOf(mode: ClockMode): number {
  switch (mode.kind) {
    case 'sofort':
    case 'wiederholbar':
      return Number.POSITIVE_INFINITY;
    case 'echtzeit':
      return 1;
    case 'zeitraffer':
      if (!(mode.factor > 0))
        throw new Error(`Failed to make a clock: factor ${mode.factor} is not above 0. Give the times of speed.`);
      return mode.factor;
  }
}
