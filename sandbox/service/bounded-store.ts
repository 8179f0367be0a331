/**
 * Things by id, newest last; beyond its capacity the oldest fall out, so that memory stays flat. Capacity is counted in
 * things, or in what `weightOf` says each weighs; the newest is always kept.
 */
export class BoundedStore<T> {
  readonly #capacity: number;
  readonly #weightOf: (item: T) => number;
  readonly #items = new Map<string, T>();
  #weight = 0;

  constructor(capacity: number, weightOf: (item: T) => number = () => 1) {
    this.#capacity = capacity;
    this.#weightOf = weightOf;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  set(id: string, item: T): void {
    const replaced = this.#items.get(id);
    if (replaced !== undefined) this.#weight -= this.#weightOf(replaced);
    this.#items.set(id, item);
    this.#weight += this.#weightOf(item);
    for (const oldest of this.#items.keys()) {
      if (this.#weight <= this.#capacity || oldest === id) return;
      this.delete(oldest);
    }
  }

  delete(id: string): boolean {
    const item = this.#items.get(id);
    if (item !== undefined) this.#weight -= this.#weightOf(item);
    return this.#items.delete(id);
  }

  /** All items, newest first. */
  newest(): T[] {
    return [...this.#items.values()].reverse();
  }
}
