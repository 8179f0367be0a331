import { Body } from './body.ts';
import { sourceOf } from './body-source.ts';
import type { IncomingBody } from './incoming-body.ts';

export interface LabResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

interface ResponseState {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string;
  readonly type: 'default' | 'basic' | 'error';
}

const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** `Response` of the Fetch standard, as Node has it. */
export class LabResponse extends Body {
  #state: ResponseState;

  constructor(body?: unknown, init: LabResponseInit = {}) {
    super();
    const status = init.status ?? 200;
    if (status < 200 || status > 599) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    const headers = new Headers(init.headers);
    this.#state = { status, statusText: init.statusText ?? '', headers, url: '', type: 'default' };
    if (body === null || body === undefined) return;
    if (NULL_BODY_STATUSES.has(status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    }
    const { source, contentType } = sourceOf(body);
    if (contentType !== null && !headers.has('content-type')) headers.set('content-type', contentType);
    this.setSource(source);
  }

  /** The response to a request that crossed the network. */
  static received(head: Omit<ResponseState, 'type'>, incoming: IncomingBody): LabResponse {
    const response = new LabResponse();
    response.#state = { ...head, type: 'basic' };
    if (!NULL_BODY_STATUSES.has(head.status)) response.setSource({ kind: 'incoming', incoming });
    return response;
  }

  static json(data: unknown, init: LabResponseInit = {}): LabResponse {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new LabResponse(text, { ...init, headers });
  }

  static error(): LabResponse {
    const response = new LabResponse();
    response.#state = { ...response.#state, status: 0, type: 'error' };
    return response;
  }

  static redirect(url: string | URL, status = 302): LabResponse {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new LabResponse(null, { status, headers: { location: new URL(url).href } });
  }

  get status(): number {
    return this.#state.status;
  }

  get statusText(): string {
    return this.#state.statusText;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get headers(): Headers {
    return this.#state.headers;
  }

  get url(): string {
    return this.#state.url;
  }

  get redirected(): boolean {
    return false;
  }

  get type(): string {
    return this.#state.type;
  }

  clone(): LabResponse {
    const copy = new LabResponse();
    this.shareWith(copy);
    copy.#state = { ...this.#state, headers: new Headers(this.headers) };
    return copy;
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    _options: object,
    inspect: (value: unknown) => string,
  ): string {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url })}`;
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }
}
