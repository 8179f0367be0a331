import type { Micros } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { DueHeap } from './due-heap.ts';

/** The service's places: how many requests it works on at once, and how much they slow each other down. */
export class ServiceSlots {
  readonly #slots: number;
  readonly #slowdown: number;
  /** When each taken place becomes free; null when places neither run out nor slow down. */
  readonly #freeAt: DueHeap | null;

  /** @param lanes the most requests that can be under way */
  constructor({ slots, slowdown }: Conditions['load'], lanes: number) {
    this.#slots = slots;
    this.#slowdown = slowdown;
    this.#freeAt = slots >= lanes && slowdown === 1 ? null : new DueHeap(Math.min(slots, lanes) + 1);
  }

  /** Takes the next place for a request that arrived at `at`: when work starts, and the factor on its duration. */
  take(at: Micros): { readonly start: Micros; readonly load: number } {
    const freeAt = this.#freeAt;
    if (freeAt === null) return { start: at, load: 1 };
    while (freeAt.nextAt() <= at) freeAt.pop();
    let start = at;
    if (freeAt.size >= this.#slots) {
      start = freeAt.nextAt();
      freeAt.pop();
    }
    return { start, load: 1 + ((this.#slowdown - 1) * freeAt.size) / this.#slots };
  }

  /** The place taken last becomes free at `at`. */
  free(at: Micros): void {
    this.#freeAt?.push(at, 0);
  }
}
