const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes (RFC 4648, with padding). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += (left > 1 ? ALPHABET.charAt((group >> 6) & 63) : '=') + (left > 2 ? ALPHABET.charAt(group & 63) : '=');
  }
  return text;
}

/** Bytes of base64; characters outside the alphabet are skipped. */
export function decodeBase64(text: string): Uint8Array {
  const values = [...text].map((character) => ALPHABET.indexOf(character)).filter((value) => value >= 0);
  const bytes = new Uint8Array(Math.floor((values.length * 3) / 4));
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    const group =
      ((values[i] ?? 0) << 18) | ((values[i + 1] ?? 0) << 12) | ((values[i + 2] ?? 0) << 6) | (values[i + 3] ?? 0);
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (group >> shift) & 0xff;
  }
  return bytes;
}
