import { decodeText } from './bytes.ts';

/** One field of a form. */
export interface FormPart {
  readonly name: string;
  /** Name of the file; null for a plain field. */
  readonly filename: string | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Takes a `multipart/form-data` body apart (RFC 7578); null when it is none, or broken. */
export function readMultipart(bytes: Uint8Array, contentType: string): readonly FormPart[] | null {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/iu.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined || !contentType.toLowerCase().startsWith('multipart/form-data')) return null;
  const mark = ascii(`--${name}`);
  const parts: FormPart[] = [];
  let at = indexOf(bytes, mark, 0);
  for (;;) {
    if (at < 0) return null;
    const start = at + mark.length;
    if (bytes[start] === DASH && bytes[start + 1] === DASH) return parts;
    const next = indexOf(bytes, mark, start);
    const part = next < 0 ? null : readPart(bytes.subarray(start + 2, next - 2));
    if (part === null) return null;
    parts.push(part);
    at = next;
  }
}

const DASH = 0x2d;
const EMPTY_LINE = ascii('\r\n\r\n');

function readPart(bytes: Uint8Array): FormPart | null {
  const end = indexOf(bytes, EMPTY_LINE, 0);
  if (end < 0) return null;
  const head = decodeText(bytes.subarray(0, end));
  const name = /\bname="([^"]*)"/iu.exec(head)?.[1];
  if (name === undefined) return null;
  return {
    name,
    filename: /\bfilename="([^"]*)"/iu.exec(head)?.[1] ?? null,
    contentType: /^content-type:\s*(.+)$/imu.exec(head)?.[1]?.trim() ?? 'application/octet-stream',
    bytes: bytes.subarray(end + EMPTY_LINE.length),
  };
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let matched = 1;
    while (matched < wanted.length && bytes[at + matched] === wanted[matched]) matched += 1;
    if (matched === wanted.length) return at;
  }
  return -1;
}
