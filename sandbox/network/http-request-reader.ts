import { ByteBuffer } from './byte-buffer.ts';
import {
  type BodyFraming,
  ChunkedBody,
  field,
  framingOf,
  HEAD_END,
  type HeaderList,
  MAX_HEAD_BYTES,
  MalformedMessage,
  readFields,
} from './http-message.ts';

/** Bytes of the largest body; the API's largest upload is 512 MB. */
export const MAX_BODY_BYTES = 512 * 1024 * 1024;

/** A request that has come completely. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly host: string;
  readonly body: Uint8Array;
  /** Bytes on the wire, head and framing included. */
  readonly bytes: number;
  /** The client wants the connection closed after the answer. */
  readonly closes: boolean;
}

export type RequestStep =
  | { readonly kind: 'request'; readonly request: WireRequest }
  /** The client waits for „100 Continue“ before it sends the body. */
  | { readonly kind: 'expects' }
  /** Not HTTP, or beyond the limits: the server answers `status` and closes. Nothing is read any more. */
  | { readonly kind: 'malformed'; readonly status: number; readonly reason: string };

interface Head {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly framing: BodyFraming;
  readonly closes: boolean;
  readonly bytes: number;
}

type State =
  | { readonly kind: 'head' }
  | { readonly kind: 'body'; readonly head: Head; readonly length: number }
  | { readonly kind: 'chunks'; readonly head: Head; readonly body: ChunkedBody; readonly pieces: ByteBuffer }
  | { readonly kind: 'dead' };

/** Reads HTTP/1.1 requests from the bytes of one connection, several in turn. Counts bytes, never characters. */
export class HttpRequestReader {
  readonly #buffer = new ByteBuffer();
  #state: State = { kind: 'head' };
  #scanned = 0;

  /** True between two requests: nothing of a next one has come. */
  get idle(): boolean {
    return this.#state.kind === 'head' && this.#buffer.length === 0;
  }

  /** What has become complete with these bytes, in order. */
  feed(bytes: Uint8Array): readonly RequestStep[] {
    if (this.#state.kind === 'dead') return [];
    this.#buffer.append(bytes);
    const steps: RequestStep[] = [];
    try {
      while (this.#step(steps));
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      this.#state = { kind: 'dead' };
      steps.push({ kind: 'malformed', status: error.status, reason: error.message });
    }
    return steps;
  }

  /** One state further; false when more bytes are needed. */
  #step(steps: RequestStep[]): boolean {
    const state = this.#state;
    switch (state.kind) {
      case 'head':
        return this.#readHead(steps);
      case 'body':
        if (this.#buffer.length < state.length) return false;
        this.#finish(steps, state.head, this.#buffer.take(state.length), state.length);
        return true;
      case 'chunks': {
        const complete = state.body.feed(this.#buffer, (piece) => {
          state.pieces.append(piece);
          if (state.pieces.length > MAX_BODY_BYTES) throw new MalformedMessage(413, 'body too large');
        });
        if (complete) this.#finish(steps, state.head, state.pieces.take(state.pieces.length), state.body.wireBytes);
        return complete;
      }
      case 'dead':
        return false;
    }
  }

  #readHead(steps: RequestStep[]): boolean {
    // A line end between two requests is allowed and skipped (RFC 9112, section 2.2).
    while (this.#buffer.indexOf([13, 10]) === 0) this.#buffer.skip(2);
    const end = this.#buffer.indexOf(HEAD_END, this.#scanned);
    if (Math.max(end, 0) > MAX_HEAD_BYTES || (end < 0 && this.#buffer.length > MAX_HEAD_BYTES)) {
      throw new MalformedMessage(431, 'head too large');
    }
    if (end < 0) {
      this.#scanned = Math.max(0, this.#buffer.length - 3);
      return false;
    }
    this.#scanned = 0;
    const head = parseHead(this.#buffer.latin1(end), end + 4);
    this.#buffer.skip(end + 4);
    if (field(head.headers, 'expect')?.toLowerCase() === '100-continue') steps.push({ kind: 'expects' });
    if (head.framing.kind === 'chunked') {
      this.#state = { kind: 'chunks', head, body: new ChunkedBody(), pieces: new ByteBuffer() };
    } else {
      this.#state = { kind: 'body', head, length: head.framing.kind === 'length' ? head.framing.length : 0 };
    }
    return true;
  }

  #finish(steps: RequestStep[], head: Head, body: Uint8Array, wireBytes: number): void {
    this.#state = { kind: 'head' };
    const { method, target, headers, closes } = head;
    const host = (field(headers, 'host') ?? '').replace(/:\d+$/, '').toLowerCase();
    steps.push({
      kind: 'request',
      request: { method, target, headers, host, body, bytes: head.bytes + wireBytes, closes },
    });
  }
}

function parseHead(text: string, bytes: number): Head {
  const [requestLine = '', ...lines] = text.split('\r\n');
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/(\d)\.(\d)$/.exec(requestLine);
  if (!match) throw new MalformedMessage(400, `request line „${requestLine.slice(0, 80)}“`);
  const [, method = '', target = '', major, minor] = match;
  if (major !== '1') throw new MalformedMessage(505, `HTTP/${major}.${minor}`);
  const headers = readFields(lines);
  if (minor !== '0' && field(headers, 'host') === undefined) throw new MalformedMessage(400, 'no host');
  const framing = framingOf(headers);
  if (framing.kind === 'length' && framing.length > MAX_BODY_BYTES) throw new MalformedMessage(413, 'body too large');
  const connection = (field(headers, 'connection') ?? '').toLowerCase();
  const closes = minor === '0' ? !connection.includes('keep-alive') : connection.includes('close');
  return { method, target: originForm(target), headers, framing, closes, bytes };
}

/** `http://host/path` (absolute form, allowed for every server) as `/path`. */
function originForm(target: string): string {
  return target.startsWith('/') || target === '*'
    ? target
    : target.replace(/^[a-z]+:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/');
}
