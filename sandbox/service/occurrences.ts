import { digests, type Identity } from './draw.ts';

/** Requests remembered at most: two generations of this many (memory stays flat over any number of requests). */
const GENERATION = 32_768;

/** Counts by key, forgetting the oldest: the older generation is dropped when the younger one is full. */
class BoundedCounts {
  #young = new Map<number, number>();
  #old = new Map<number, number>();

  /** The count before this one. */
  next(key: number): number {
    const before = this.#young.get(key) ?? this.#old.get(key) ?? 0;
    this.#young.set(key, before + 1);
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    return before;
  }
}

/** 53 bits of both digests, as one exact number. */
function keyOf(a: number, b: number): number {
  return a * 0x20_0000 + (b >>> 11);
}

/** Knows how often each request came before, and so gives each its identity. */
export class Occurrences {
  readonly #arrivals = new BoundedCounts();
  readonly #repeats = new BoundedCounts();

  identify(method: string, path: string, body: unknown, retry: number): Identity {
    const [a, b] = digests([method, path, body]);
    const arrivals = this.#arrivals.next(keyOf(a, b));
    // Retries are counted apart: when two equal requests are under way, it must not matter whose retry comes first.
    const occurrence = this.#repeats.next(keyOf((a ^ Math.imul(retry, 0x9e3779b1)) >>> 0, b));
    return { a, b, occurrence, arrivals, retry };
  }
}
