/** What is due when. `order` breaks ties, so that equal times keep the order of insertion. */
interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly value: T;
}

/** A binary heap of values by due time; insertion and removal in O(log n). */
export class Heap<T> {
  readonly #entries: Entry<T>[] = [];
  #inserted = 0;

  get size(): number {
    return this.#entries.length;
  }

  /** When the first value is due; null when the heap is empty. */
  nextAt(): number | null {
    return this.#entries[0]?.at ?? null;
  }

  /** The first value, without taking it. */
  first(): T | undefined {
    return this.#entries[0]?.value;
  }

  push(at: number, value: T): void {
    const entries = this.#entries;
    const entry = { at, order: this.#inserted++, value };
    let index = entries.length;
    entries.push(entry);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = entries[above];
      if (parent === undefined || !before(entry, parent)) break;
      entries[index] = parent;
      index = above;
    }
    entries[index] = entry;
  }

  /** Takes the first value if it is due by `until`. */
  popDue(until: number): T | undefined {
    const first = this.#entries[0];
    if (first === undefined || first.at > until) return undefined;
    const last = this.#entries.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first.value;
  }

  #sink(entry: Entry<T>): void {
    const entries = this.#entries;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let smaller = entries[child];
      const right = entries[child + 1];
      if (smaller !== undefined && right !== undefined && before(right, smaller)) {
        smaller = right;
        child += 1;
      }
      if (smaller === undefined || !before(smaller, entry)) break;
      entries[index] = smaller;
      index = child;
    }
    entries[index] = entry;
  }
}

function before<T>(one: Entry<T>, other: Entry<T>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
