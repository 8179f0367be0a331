import type { Micros } from '../clock/clock.ts';
import { Heap } from '../service/heap.ts';

/** Something that must not last too long. */
export interface Limited {
  /** When it has lasted too long; null: it may last. */
  deadline: Micros | null;
  /** Where the heap holds it, never later than `deadline`; null: it does not. */
  deadlineKnown: Micros | null;
}

/** Deadlines that are moved often and met seldom: moving one later costs nothing. */
export class Deadlines<T extends Limited> {
  readonly #heap = new Heap<T>();

  set(limited: T, deadline: Micros): void {
    limited.deadline = deadline;
    if (limited.deadlineKnown !== null && limited.deadlineKnown <= deadline) return;
    limited.deadlineKnown = deadline;
    this.#heap.push(deadline, limited);
  }

  /** The next deadline that still holds. Entries that were moved or lifted are settled here, so that none is met in vain. */
  nextAt(): Micros | null {
    for (;;) {
      const at = this.#heap.nextAt();
      const first = this.#heap.first();
      if (at === null || !first || (first.deadline === at && first.deadlineKnown === at)) return at;
      this.#heap.popDue(at);
      if (first.deadlineKnown !== at) continue;
      first.deadlineKnown = first.deadline;
      if (first.deadline !== null) this.#heap.push(first.deadline, first);
    }
  }

  /** Takes what has lasted too long by `now`. */
  takeDue(now: Micros): readonly T[] {
    const due: T[] = [];
    for (let at = this.nextAt(); at !== null && at <= now; at = this.nextAt()) {
      const first = this.#heap.popDue(now);
      if (!first) break;
      first.deadlineKnown = null;
      due.push(first);
    }
    return due;
  }
}
