import { Body } from './body.ts';
import { sourceOf } from './body-source.ts';

export interface LabRequestInit {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
  readonly redirect?: string;
  readonly duplex?: string;
}

const NORMALIZED_METHOD = /^(?:get|head|post|put|delete|options)$/i;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** `Request` of the Fetch standard, as Node has it: URLs are absolute, there is no origin. */
export class LabRequest extends Body {
  readonly method: string;
  readonly headers: Headers;
  readonly redirect: string;
  readonly #url: URL;
  #signal: AbortSignal | null;

  constructor(input: LabRequest | URL | string, init: LabRequestInit = {}) {
    super();
    const from = input instanceof LabRequest ? input : null;
    this.#url = from ? from.#url : parseUrl(input);
    this.method = normalizeMethod(init.method ?? from?.method ?? 'GET');
    this.headers = new Headers(init.headers ?? from?.headers);
    this.redirect = init.redirect ?? from?.redirect ?? 'follow';
    this.#signal = requireSignal(init.signal) ?? (from ? from.#signal : null);
    if (init.body !== null && init.body !== undefined) this.#setBody(init);
    else if (from) this.takeFrom(from);
  }

  #setBody(init: LabRequestInit): void {
    if (this.method === 'GET' || this.method === 'HEAD') {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    const { source, contentType } = sourceOf(init.body);
    if (source.kind === 'stream' && !init.duplex) {
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    }
    if (contentType !== null && !this.headers.has('content-type')) this.headers.set('content-type', contentType);
    this.setSource(source);
  }

  get url(): string {
    return this.#url.href;
  }

  get signal(): AbortSignal {
    // Made when somebody asks: most requests are never cancelled.
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  get duplex(): string {
    return 'half';
  }

  get cache(): string {
    return 'default';
  }

  get mode(): string {
    return 'cors';
  }

  get credentials(): string {
    return 'same-origin';
  }

  get referrer(): string {
    return 'about:client';
  }

  get keepalive(): boolean {
    return false;
  }

  clone(): LabRequest {
    const { method, headers } = this;
    const copy = new LabRequest(this.url, { method, headers, signal: this.#signal });
    this.shareWith(copy);
    return copy;
  }

  /** For `fetch`: where to, and the signal that may end it, if there is one. */
  static target(request: LabRequest): { readonly url: URL; readonly signal: AbortSignal | null } {
    return { url: request.#url, signal: request.#signal };
  }

  /** For `fetch`: the body's bytes where they are known at once, else a promise of them; null without a body. */
  static takeBody(request: LabRequest): Uint8Array | Promise<Uint8Array> | null {
    if (!request.hasBody) return null;
    return request.knownBytes() ?? request.readAll();
  }

  get [Symbol.toStringTag](): string {
    return 'Request';
  }
}

function parseUrl(input: unknown): URL {
  let url: URL;
  try {
    url = new URL(String(input));
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${String(input)}`, { cause: error });
  }
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${String(input)}`);
  }
  return url;
}

function normalizeMethod(method: string): string {
  const text = String(method);
  if (!TOKEN.test(text)) throw new TypeError(`'${text}' is not a valid HTTP method.`);
  if (/^(?:connect|trace|track)$/i.test(text)) throw new TypeError(`'${text}' HTTP method is unsupported.`);
  return NORMALIZED_METHOD.test(text) ? text.toUpperCase() : text;
}

function requireSignal(signal: unknown): AbortSignal | null {
  if (signal === null || signal === undefined) return null;
  if (signal instanceof AbortSignal) return signal;
  throw new TypeError('RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.');
}
