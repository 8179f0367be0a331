/** A binary heap of small integers by due time, without allocation per entry. Equal times come out in insertion order. */
export class DueHeap {
  #at: Float64Array;
  #order: Float64Array;
  #value: Int32Array;
  #size = 0;
  #inserted = 0;

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity);
    this.#order = new Float64Array(capacity);
    this.#value = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** When the first entry is due; Infinity when there is none. */
  nextAt(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#at[0] ?? 0);
  }

  /** Throws when the heap is full. */
  push(at: number, value: number): void {
    if (this.#size === this.#at.length) {
      throw new Error(`Failed to add to the heap: its ${this.#size} places are taken. Create it larger.`);
    }
    const order = this.#inserted++;
    let index = this.#size++;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (!this.#isBefore(at, order, above)) break;
      this.#move(above, index);
      index = above;
    }
    this.#put(index, at, order, value);
  }

  /** Takes the first entry. Throws when there is none. */
  pop(): number {
    if (this.#size === 0) throw new Error('Failed to take from the heap: it is empty. Ask for its size first.');
    const first = this.#value[0] ?? 0;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#at[last] ?? 0, this.#order[last] ?? 0, this.#value[last] ?? 0);
    return first;
  }

  #sink(at: number, order: number, value: number): void {
    const size = this.#size;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#isBefore(this.#at[child + 1] ?? 0, this.#order[child + 1] ?? 0, child)) child += 1;
      if (this.#isBefore(at, order, child)) break;
      this.#move(child, index);
      index = child;
    }
    this.#put(index, at, order, value);
  }

  #isBefore(at: number, order: number, other: number): boolean {
    const otherAt = this.#at[other] ?? 0;
    return at < otherAt || (at === otherAt && order < (this.#order[other] ?? 0));
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#at[from] ?? 0, this.#order[from] ?? 0, this.#value[from] ?? 0);
  }

  #put(index: number, at: number, order: number, value: number): void {
    this.#at[index] = at;
    this.#order[index] = order;
    this.#value[index] = value;
  }
}
