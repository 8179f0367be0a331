/** First in, first out, without moving what remains. */
export class Queue<T> {
  #items: T[];
  #next = 0;

  constructor(items: T[] = []) {
    this.#items = items;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | null {
    const item = this.#items[this.#next];
    if (item === undefined) return null;
    this.#next++;
    if (this.#next === this.#items.length) {
      this.#items = [];
      this.#next = 0;
    }
    return item;
  }
}
