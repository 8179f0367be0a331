/** Things by id, newest last; beyond its capacity the oldest falls out, so that memory stays flat. */
export class BoundedStore<T> {
  readonly #capacity: number;
  readonly #items = new Map<string, T>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  set(id: string, item: T): void {
    this.#items.set(id, item);
    if (this.#items.size <= this.#capacity) return;
    for (const oldest of this.#items.keys()) {
      this.#items.delete(oldest);
      return;
    }
  }

  delete(id: string): boolean {
    return this.#items.delete(id);
  }

  /** All items, newest first. */
  newest(): T[] {
    return [...this.#items.values()].reverse();
  }
}
