const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** UTF-8 bytes of a text. */
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; broken sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** A JSON body. */
export function encodeJson(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

const SLAB_BYTES = 16_384;

/** Cuts many small byte arrays out of few large ones: allocating each of its own costs more than writing it. */
export class ByteSlab {
  #slab = new Uint8Array(0);
  #used = 0;

  /** UTF-8 of a short text between two ready parts. */
  encodeBetween(before: Uint8Array, text: string, after: Uint8Array): Uint8Array {
    const start = this.#reserve(before.length + text.length * 3 + after.length);
    const slab = this.#slab;
    slab.set(before, start);
    let at = start + before.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        at += encoder.encodeInto(text.slice(i), slab.subarray(at)).written;
        break;
      }
      slab[at++] = code;
    }
    slab.set(after, at);
    this.#used = at + after.length;
    return slab.subarray(start, this.#used);
  }

  /** Where `bytes` more fit. */
  #reserve(bytes: number): number {
    if (this.#used + bytes > this.#slab.length) {
      this.#slab = new Uint8Array(Math.max(SLAB_BYTES, bytes));
      this.#used = 0;
    }
    return this.#used;
  }
}
