import { Heap } from '../service/heap.ts';
import type { Pooled } from './pooled-connection.ts';

/** Connections of one origin that may serve the next request. undici takes the oldest one that is free. */
export class OriginPool {
  readonly #idle = new OldestIn('idle');
  readonly #used = new OldestIn('used');

  /** A connection has become idle or used. */
  note(pooled: Pooled): void {
    if (pooled.phase === 'idle') this.#idle.add(pooled);
    else if (pooled.phase === 'used') this.#used.add(pooled);
  }

  /**
   * The oldest idle connection. A blocking request also takes one that is used: nothing else of the program runs before it
   * would be idle.
   */
  oldest(blocking: boolean): Pooled | undefined {
    const idle = this.#idle.first();
    const used = blocking ? this.#used.first() : undefined;
    if (idle === undefined || used === undefined) return idle ?? used;
    return idle.id < used.id ? idle : used;
  }
}

/** The oldest of the connections that are in one phase. Those that have left it are dropped when they come first. */
class OldestIn {
  readonly #phase: Pooled['phase'];
  readonly #heap = new Heap<Pooled>();
  readonly #held = new Set<Pooled>();

  constructor(phase: Pooled['phase']) {
    this.#phase = phase;
  }

  add(pooled: Pooled): void {
    if (this.#held.has(pooled)) return;
    this.#held.add(pooled);
    this.#heap.push(pooled.id, pooled);
  }

  first(): Pooled | undefined {
    for (;;) {
      const first = this.#heap.first();
      if (first === undefined || first.phase === this.#phase) return first;
      this.#heap.popDue(first.id);
      this.#held.delete(first);
    }
  }
}
