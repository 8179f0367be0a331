import type { Micros } from '../../../clock/clock.ts';

/** Something that will run at a lab time. Entries with the same time run in the order they were made. */
export interface DueEntry {
  readonly due: Micros;
  readonly order: number;
}

/** A binary heap: the entry that is due first is on top. */
export class DueHeap<Entry extends DueEntry> {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  peek(): Entry | undefined {
    return this.#entries[0];
  }

  push(entry: Entry): void {
    const entries = this.#entries;
    let index = entries.length;
    entries.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex];
      if (parent === undefined || comesFirst(parent, entry)) break;
      entries[index] = parent;
      index = parentIndex;
    }
    entries[index] = entry;
  }

  pop(): Entry | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (last !== undefined && this.#entries.length > 0) this.#sinkFromTop(last);
    return first;
  }

  #sinkFromTop(entry: Entry): void {
    const entries = this.#entries;
    let index = 0;
    for (;;) {
      const child = this.#smallerChild(index);
      const candidate = entries[child];
      if (candidate === undefined || comesFirst(entry, candidate)) break;
      entries[index] = candidate;
      index = child;
    }
    entries[index] = entry;
  }

  #smallerChild(index: number): number {
    const left = 2 * index + 1;
    const leftEntry = this.#entries[left];
    const rightEntry = this.#entries[left + 1];
    if (leftEntry === undefined || rightEntry === undefined) return left;
    return comesFirst(rightEntry, leftEntry) ? left + 1 : left;
  }
}

function comesFirst(a: DueEntry, b: DueEntry): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
