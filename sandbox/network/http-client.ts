import type { Micros } from '../clock/clock.ts';

/** One request as a client library hands it over. Header names in any case; `host`, framing and keep-alive are added. */
export interface ExchangeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
  /** 1-based line of the reader's program that sent it. */
  readonly line?: number;
}

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Why an exchange failed, in the words of Node: `code` is `ENOTFOUND`, `ECONNREFUSED`, `ECONNRESET`, `ENETUNREACH`, or one of
 * undici's: `UND_ERR_SOCKET` (other side closed), `UND_ERR_CONNECT_TIMEOUT` (10 s), `UND_ERR_HEADERS_TIMEOUT`,
 * `UND_ERR_BODY_TIMEOUT` (300 s each), `HPE_INVALID_CONSTANT` (not HTTP), or `DEADLOCK` (a blocking exchange that never ends). `fetch` puts it into the `cause` of its TypeError („fetch failed“ before the head,
 * „terminated“ after it).
 */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly code: string;
  readonly hostname: string;
  constructor(code: string, message: string, hostname: string) {
    super(message);
    this.code = code;
    this.hostname = hostname;
  }
}

/** Called in this order: `onHead` once, `onChunk` any number of times, then `onEnd`; or at any point `onError` and nothing more. */
export interface ExchangeHandlers {
  onHead(head: ResponseHead): void;
  onChunk(bytes: Uint8Array): void;
  onEnd(): void;
  onError(error: ExchangeError): void;
}

/** A request under way. */
export interface Exchange {
  /** Ends it: the connection is closed, no handler is called any more. Does nothing after the end. */
  abort(): void;
}

export interface WholeResponse {
  readonly head: ResponseHead;
  readonly body: Uint8Array;
}

/**
 * What Node's `fetch` (undici) does between a request and the sockets: one pool of keep-alive connections per origin, without
 * a limit, one request per connection at a time; an idle connection is closed after 4 s.
 *
 * It owns no timer. The runtime's scheduler asks `nextDue()`, moves the clock there, then runs each function of `takeDue()`
 * as a macrotask of its own (as Node does per socket event). Handlers are called from these functions only, never from
 * `exchange` itself. `takeDue()` owns `network.takeReadable()`: nobody else in a TypeScript run may call that.
 */
export interface HttpClient {
  exchange(request: ExchangeRequest, handlers: ExchangeHandlers): Exchange;
  /**
   * The synchronous form (XMLHttpRequest): blocks the program through the clock; no handler of other exchanges runs. While
   * it really lasts, `onLook` is called now and then. Throws ExchangeError.
   */
  exchangeBlocking(request: ExchangeRequest, onLook?: () => void): WholeResponse;
  /** Exchanges under way: they keep the program alive (idle connections do not). */
  readonly open: number;
  /** The next moment at which `takeDue` may return something; null if never. May lie in the past. */
  nextDue(): Micros | null;
  /** What is due by now, in order. */
  takeDue(): readonly (() => void)[];
}
