import type { ByteBuffer } from './byte-buffer.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export const CRLF = [13, 10] as const;
export const HEAD_END = [13, 10, 13, 10] as const;

/** Bytes of the longest head that is read; what servers commonly allow. */
export const MAX_HEAD_BYTES = 65_536;

/** A message that no HTTP/1.1 implementation would read; `status` is what a server answers. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Field lines of a head: lower-case names, trimmed values, in their order. */
export function readFields(lines: readonly string[]): HeaderList {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      throw new MalformedMessage(400, `bad field line „${line.slice(0, 80)}“`);
    return [name.toLowerCase(), line.slice(colon + 1).trim()];
  });
}

/** The value of a field, its repetitions joined by commas; undefined if it is absent. */
export function field(headers: HeaderList, name: string): string | undefined {
  let value: string | undefined;
  for (const [key, text] of headers) if (key === name) value = value === undefined ? text : `${value}, ${text}`;
  return value;
}

/** How a body is delimited. `until-close` exists for responses only. */
export type BodyFraming =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'none' };

/** The framing that the fields declare (RFC 9112, section 6.3). */
export function framingOf(headers: HeaderList): BodyFraming {
  const coding = field(headers, 'transfer-encoding');
  const length = field(headers, 'content-length');
  if (coding !== undefined) {
    if (length !== undefined) throw new MalformedMessage(400, 'both content-length and transfer-encoding');
    if (coding.toLowerCase() !== 'chunked') throw new MalformedMessage(501, `transfer-encoding ${coding}`);
    return { kind: 'chunked' };
  }
  if (length === undefined) return { kind: 'none' };
  if (!/^\d{1,15}$/.test(length)) throw new MalformedMessage(400, `content-length ${length}`);
  return { kind: 'length', length: Number(length) };
}

/** Reads a chunked body step by step: `feed` the buffer whenever bytes have come. */
export class ChunkedBody {
  #state: { readonly kind: 'size' } | { readonly kind: 'data'; readonly left: number } | { readonly kind: 'trailer' } =
    { kind: 'size' };
  /** Bytes on the wire so far, framing included. */
  wireBytes = 0;

  /** Gives each piece of the body to `take`; true when the body is complete. */
  feed(buffer: ByteBuffer, take: (piece: Uint8Array) => void): boolean {
    for (;;) {
      if (this.#state.kind === 'data') {
        if (!this.#readData(buffer, this.#state.left, take)) return false;
      } else {
        const line = this.#readLine(buffer);
        if (line === null) return false;
        if (this.#state.kind === 'trailer') {
          if (line === '') return true;
        } else {
          const size = /^([0-9a-f]{1,8})[ \t]*(;.*)?$/i.exec(line)?.[1];
          if (size === undefined) throw new MalformedMessage(400, `chunk size „${line.slice(0, 20)}“`);
          const left = Number.parseInt(size, 16);
          this.#state = left === 0 ? { kind: 'trailer' } : { kind: 'data', left };
        }
      }
    }
  }

  #readLine(buffer: ByteBuffer): string | null {
    const end = buffer.indexOf(CRLF);
    if (end < 0) {
      if (buffer.length > 4096) throw new MalformedMessage(400, 'chunk line too long');
      return null;
    }
    const line = buffer.latin1(end);
    buffer.skip(end + 2);
    this.wireBytes += end + 2;
    return line;
  }

  /** Reads what is there of a chunk's data; the line end behind it counts as its last two bytes. */
  #readData(buffer: ByteBuffer, left: number, take: (piece: Uint8Array) => void): boolean {
    if (left > 0) {
      if (buffer.length === 0) return false;
      const piece = buffer.take(left);
      this.wireBytes += piece.length;
      take(piece);
      this.#state = { kind: 'data', left: left - piece.length };
      return true;
    }
    if (buffer.length < 2) return false;
    if (buffer.indexOf(CRLF) !== 0) throw new MalformedMessage(400, 'chunk without line end');
    buffer.skip(2);
    this.wireBytes += 2;
    this.#state = { kind: 'size' };
    return true;
  }
}
