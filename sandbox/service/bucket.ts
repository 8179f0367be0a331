import type { Micros } from '../trace/event.ts';

const MINUTE: Micros = 60_000_000;

/**
 * One limit per minute that refills continuously. What is used is kept in units of (thing · µs of a minute), so that all
 * arithmetic stays whole: a thing weighs 60,000,000 units and `limit` units flow back each microsecond.
 */
export class Bucket {
  readonly limit: number;
  /** What can be used at once: the limit itself, or the share of it that fits the window over which it is checked. */
  readonly capacity: number;
  #used = 0;
  #at: Micros = 0;

  /** `windowSeconds`: over how long the limit is checked (60, or less where bursts are refused too). */
  constructor(limitPerMinute: number, windowSeconds = 60) {
    this.limit = limitPerMinute;
    this.capacity = Math.max(1, (limitPerMinute * windowSeconds) / 60);
  }

  /** How long until `amount` more would fit, rounded up to whole microseconds; 0 when it fits now. */
  waitFor(amount: number, at: Micros): Micros {
    this.#refill(at);
    const excess = this.#used + (amount - this.capacity) * MINUTE;
    return excess <= 0 ? 0 : Math.ceil(excess / this.limit);
  }

  /** Uses `amount`. */
  take(amount: number, at: Micros): void {
    this.#refill(at);
    this.#used += amount * MINUTE;
  }

  /** What is used at `at`, in things. */
  used(at: Micros): number {
    this.#refill(at);
    return this.#used / MINUTE;
  }

  /** Time until nothing is used any more, in whole milliseconds, rounded up. */
  resetMs(at: Micros): number {
    this.#refill(at);
    return Math.ceil(this.#used / this.limit / 1_000);
  }

  #refill(at: Micros): void {
    this.#used = Math.max(0, this.#used - (at - this.#at) * this.limit);
    this.#at = at;
  }
}
