import type { RequestId } from '../trace/event.ts';

const SMALLEST = 64;

/**
 * What is under way, by the number of its request: a Map that leaves no garbage. A Map whose entries come and go is
 * rebuilt again and again, and each of its former tables keeps its successor, with all that stood in it, from being
 * collected soon. Numbers in a row never meet in one place here, so linear probing finds them at once.
 */
export class RequestTable<T extends object> {
  #keys: RequestId[] = new Array(SMALLEST).fill(0);
  #values: (T | undefined)[] = new Array(SMALLEST).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(request: RequestId): T | undefined {
    return this.#values[this.#place(request)];
  }

  set(request: RequestId, value: T): void {
    const place = this.#place(request);
    if (this.#values[place] === undefined) this.#size += 1;
    this.#keys[place] = request;
    this.#values[place] = value;
    if (this.#size * 2 > this.#values.length) this.#grow();
  }

  /** Whether there was something to delete. */
  delete(request: RequestId): boolean {
    let hole = this.#place(request);
    if (this.#values[hole] === undefined) return false;
    const mask = this.#values.length - 1;
    // Those behind the hole that would no longer be found move up.
    for (let at = (hole + 1) & mask; this.#values[at] !== undefined; at = (at + 1) & mask) {
      const key = this.#keys[at] ?? 0;
      if (((at - key) & mask) < ((at - hole) & mask)) continue;
      this.#keys[hole] = key;
      this.#values[hole] = this.#values[at];
      hole = at;
    }
    this.#values[hole] = undefined;
    this.#size -= 1;
    return true;
  }

  clear(): void {
    this.#values.fill(undefined);
    this.#size = 0;
  }

  /** Where a request stands, or would. */
  #place(request: RequestId): number {
    const mask = this.#values.length - 1;
    let at = request & mask;
    while (this.#values[at] !== undefined && this.#keys[at] !== request) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Array(values.length * 2).fill(0);
    this.#values = new Array(values.length * 2).fill(undefined);
    this.#size = 0;
    for (const [at, value] of values.entries()) if (value !== undefined) this.set(keys[at] ?? 0, value);
  }
}
