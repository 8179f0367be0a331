/** Bytes that came and were not taken yet. Appending and taking cost amortised O(bytes). */
export class ByteBuffer {
  #bytes = new Uint8Array(1024);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Takes the next `count` bytes as a copy of their own. */
  take(count: number): Uint8Array {
    const taken = this.#bytes.slice(this.#start, Math.min(this.#end, this.#start + count));
    this.skip(taken.length);
    return taken;
  }

  skip(count: number): void {
    this.#start = Math.min(this.#end, this.#start + count);
    if (this.#start === this.#end) this.#start = this.#end = 0;
  }

  /** The next `count` bytes as text, one character per byte, as HTTP heads are read. */
  latin1(count: number): string {
    let text = '';
    for (let i = this.#start; i < this.#start + count; i++) text += String.fromCharCode(this.#bytes[i] ?? 0);
    return text;
  }

  /** Position of the first `marker` at or behind `from`, counted from the next byte; -1 if there is none. */
  indexOf(marker: readonly number[], from = 0): number {
    const last = this.#end - marker.length;
    for (let i = this.#start + from; i <= last; i++) {
      if (marker.every((byte, k) => this.#bytes[i + k] === byte)) return i - this.#start;
    }
    return -1;
  }

  #makeRoom(count: number): void {
    const length = this.length;
    const room = length + count <= this.#bytes.length / 2 ? this.#bytes : new Uint8Array(2 * (length + count));
    room.set(this.#bytes.subarray(this.#start, this.#end));
    this.#bytes = room;
    this.#start = 0;
    this.#end = length;
  }
}

/** Several pieces as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
