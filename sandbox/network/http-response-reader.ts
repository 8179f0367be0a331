import { ByteBuffer } from './byte-buffer.ts';
import type { ResponseHead } from './http-client.ts';
import {
  ChunkedBody,
  field,
  framingOf,
  HEAD_END,
  MAX_HEAD_BYTES,
  MalformedMessage,
  readFields,
} from './http-message.ts';

export interface ResponseSteps {
  head(head: ResponseHead): void;
  chunk(bytes: Uint8Array): void;
  /** The response is complete; `keepAlive`: the connection may serve another request. */
  end(keepAlive: boolean): void;
}

type Body =
  | { readonly kind: 'length'; left: number }
  | { readonly kind: 'chunked'; readonly body: ChunkedBody }
  | { readonly kind: 'until-close' };

/** Reads the response to one request from the bytes of a connection. */
export class HttpResponseReader {
  readonly #method: string;
  readonly #steps: ResponseSteps;
  readonly #buffer = new ByteBuffer();
  #body: Body | null = null;
  #keepAlive = true;
  #done = false;

  constructor(method: string, steps: ResponseSteps) {
    this.#method = method;
    this.#steps = steps;
  }

  /** @throws MalformedMessage when the bytes are not HTTP/1.1. */
  feed(bytes: Uint8Array): void {
    if (this.#done) return;
    this.#buffer.append(bytes);
    while (!this.#done && !this.#body) if (!this.#readHead()) return;
    if (!this.#done) this.#readBody();
  }

  /** The other side has closed. True if that was the regular end of the body. */
  close(): boolean {
    if (this.#done || this.#body?.kind !== 'until-close') return false;
    this.#finish();
    return true;
  }

  #readHead(): boolean {
    const end = this.#buffer.indexOf(HEAD_END);
    if (end < 0) {
      if (this.#buffer.length > MAX_HEAD_BYTES) throw new MalformedMessage(502, 'response head too large');
      return false;
    }
    const [statusLine = '', ...lines] = this.#buffer.latin1(end).split('\r\n');
    this.#buffer.skip(end + 4);
    const match = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/.exec(statusLine);
    if (!match) throw new MalformedMessage(502, `status line „${statusLine.slice(0, 80)}“`);
    const status = Number(match[2]);
    if (status < 200) return true;
    const headers = readFields(lines);
    const connection = (field(headers, 'connection') ?? '').toLowerCase();
    this.#keepAlive = match[1] === '1' ? !connection.includes('close') : connection.includes('keep-alive');
    this.#steps.head({ status, statusText: match[3] ?? '', headers });
    this.#beginBody(status, headers);
    return true;
  }

  #beginBody(status: number, headers: ResponseHead['headers']): void {
    const framing = framingOf(headers);
    if (this.#method === 'HEAD' || status === 204 || status === 304) this.#finish();
    else if (framing.kind === 'chunked') this.#body = { kind: 'chunked', body: new ChunkedBody() };
    else if (framing.kind === 'length' && framing.length === 0) this.#finish();
    else if (framing.kind === 'length') this.#body = { kind: 'length', left: framing.length };
    else {
      this.#keepAlive = false;
      this.#body = { kind: 'until-close' };
    }
  }

  #readBody(): void {
    const body = this.#body;
    if (body?.kind === 'chunked') {
      if (body.body.feed(this.#buffer, (piece) => this.#steps.chunk(piece))) this.#finish();
      return;
    }
    if (!body || this.#buffer.length === 0) return;
    const piece = this.#buffer.take(body.kind === 'length' ? body.left : this.#buffer.length);
    this.#steps.chunk(piece);
    if (body.kind !== 'length') return;
    body.left -= piece.length;
    if (body.left === 0) this.#finish();
  }

  #finish(): void {
    this.#done = true;
    this.#steps.end(this.#keepAlive);
  }
}
