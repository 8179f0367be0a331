import type { Exchange, ExchangeError, HttpClient, ResponseHead } from '../../../network/http-client.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import { whenSettled } from '../when-settled.ts';
import { readDataUrl, withoutFragment } from './data-url.ts';
import { IncomingBody } from './incoming-body.ts';
import { LabRequest, type LabRequestInit } from './request.ts';
import { LabResponse } from './response.ts';

export interface FetchSeams {
  readonly client: HttpClient;
  readonly scheduler: Scheduler;
  /** The reader's line that is calling. */
  readonly callerLine: () => number | undefined;
}

export type LabFetch = (input: LabRequest | URL | string, init?: LabRequestInit) => Promise<LabResponse>;

/** What Node's fetch adds where the program does not say otherwise. */
const DEFAULT_HEADERS: readonly (readonly [string, string])[] = [
  ['accept', '*/*'],
  ['accept-language', '*'],
  ['sec-fetch-mode', 'cors'],
  ['user-agent', 'node'],
  ['accept-encoding', 'gzip, deflate'],
];

/** `fetch` over the laboratory's network. A failure is Node's: `TypeError: fetch failed` with the network's error as cause. */
export function createFetch(seams: FetchSeams): LabFetch {
  return function fetch(input, init = undefined) {
    const line = seams.callerLine();
    return new Promise<LabResponse>((resolve, reject) => {
      const request = new LabRequest(input, init);
      const { url, signal } = LabRequest.target(request);
      if (signal?.aborted) return reject(signal.reason);
      if (url.protocol === 'data:') return resolve(dataResponse(url, request.method));
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return reject(unknownScheme(url));
      const send = (body: Uint8Array | null): void => {
        new Call(seams, request, { resolve, reject }).start(body, line);
      };
      const body = LabRequest.takeBody(request);
      if (body instanceof Promise) whenSettled(body, send, reject);
      else send(body);
    });
  };
}

interface Settle {
  readonly resolve: (response: LabResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** One request from `fetch` until the end of its body. */
class Call {
  readonly #seams: FetchSeams;
  readonly #request: LabRequest;
  readonly #settle: Settle;
  readonly #url: URL;
  readonly #signal: AbortSignal | null;
  readonly #onAbort = (): void => this.#abort(this.#signal?.reason);
  #exchange: Exchange | null = null;
  #incoming: IncomingBody | null = null;
  #letGo: () => void = () => {};

  constructor(seams: FetchSeams, request: LabRequest, settle: Settle) {
    this.#seams = seams;
    this.#request = request;
    this.#settle = settle;
    const { url, signal } = LabRequest.target(request);
    this.#url = url;
    this.#signal = signal;
  }

  start(body: Uint8Array | null, line: number | undefined): void {
    if (this.#signal?.aborted) {
      this.#settle.reject(this.#signal.reason);
      return;
    }
    this.#signal?.addEventListener('abort', this.#onAbort);
    this.#letGo = this.#seams.scheduler.keepAlive();
    const { method, headers } = this.#request;
    const mark = line === undefined ? {} : { line };
    this.#exchange = this.#seams.client.exchange(
      { method, url: this.#url, headers: withDefaults(headers), body, ...mark },
      {
        onHead: (head) => this.#onHead(head),
        onChunk: (bytes) => this.#incoming?.push(bytes),
        onEnd: () => {
          this.#end();
          this.#incoming?.finish();
        },
        onError: (error) => this.#fail(error),
      },
    );
    this.#seams.scheduler.wake();
  }

  #onHead(head: ResponseHead): void {
    this.#incoming = new IncomingBody(() => this.#stop());
    const { status, statusText } = head;
    const headers = new Headers(head.headers.map(([name, value]): [string, string] => [name, value]));
    this.#settle.resolve(LabResponse.received({ status, statusText, headers, url: this.#url.href }, this.#incoming));
  }

  #fail(error: ExchangeError): void {
    this.#end();
    const cause = causeOf(error);
    if (this.#incoming) this.#incoming.fail(new TypeError('terminated', { cause }));
    else this.#settle.reject(new TypeError('fetch failed', { cause }));
  }

  #abort(reason: unknown): void {
    this.#stop();
    if (this.#incoming) this.#incoming.fail(reason);
    else this.#settle.reject(reason);
  }

  #stop(): void {
    this.#exchange?.abort();
    this.#end();
  }

  #end(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#letGo();
  }
}

function withDefaults(headers: Headers): (readonly [string, string])[] {
  const list: (readonly [string, string])[] = [...headers];
  const given = new Set(list.map(([name]) => name));
  for (const field of DEFAULT_HEADERS) if (!given.has(field[0])) list.push(field);
  return list;
}

/** The answer that lies in the address itself. Throws what Node's `fetch` rejects with where there is none. */
function dataResponse(url: URL, method: string): LabResponse {
  const content = readDataUrl(url);
  if (!content) throw new TypeError('fetch failed', { cause: new Error('failed to fetch the data URL') });
  const incoming = new IncomingBody(() => {});
  if (method !== 'HEAD' && content.bytes.length > 0) incoming.push(content.bytes);
  incoming.finish();
  const headers = new Headers({ 'content-type': content.contentType });
  return LabResponse.received({ status: 200, statusText: 'OK', headers, url: withoutFragment(url) }, incoming);
}

function unknownScheme(url: URL): TypeError {
  const reason = url.protocol === 'file:' ? 'not implemented... yet...' : 'unknown scheme';
  return new TypeError('fetch failed', { cause: new Error(reason) });
}

/** Names of undici's error classes by their code (https://undici.nodejs.org/#/docs/api/Errors). */
const UNDICI_NAMES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'SocketError',
  UND_ERR_CONNECT_TIMEOUT: 'ConnectTimeoutError',
  UND_ERR_HEADERS_TIMEOUT: 'HeadersTimeoutError',
  UND_ERR_BODY_TIMEOUT: 'BodyTimeoutError',
};

/** The network's error as Node's fetch shows it in `cause`. */
export function causeOf(error: ExchangeError): Error {
  const cause = new Error(error.message);
  const name = UNDICI_NAMES[error.code];
  if (name) cause.name = name;
  return Object.assign(cause, { code: error.code, hostname: error.hostname });
}
