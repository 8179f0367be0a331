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

/** UTF-8 of a short text between two ready parts: many small chunks differ in little. */
export function encodeBetween(before: Uint8Array, text: string, after: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + text.length + after.length);
  bytes.set(before);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return encodeWide(before, text, after);
    bytes[before.length + i] = code;
  }
  bytes.set(after, before.length + text.length);
  return bytes;
}

function encodeWide(before: Uint8Array, text: string, after: Uint8Array): Uint8Array {
  const middle = encoder.encode(text);
  const bytes = new Uint8Array(before.length + middle.length + after.length);
  bytes.set(before);
  bytes.set(middle, before.length);
  bytes.set(after, before.length + middle.length);
  return bytes;
}
