import type { Clock } from '../../../clock/clock.ts';
import {
  ExchangeError,
  type ExchangeRequest,
  type ResponseHead,
  type WholeResponse,
} from '../../../network/http-client.ts';
import { sourceOf } from './body-source.ts';
import { concatBytes, decodeText } from './bytes.ts';
import type { FetchSeams } from './fetch.ts';

export interface XhrSeams extends FetchSeams {
  readonly clock: Clock;
}

/**
 * `XMLHttpRequest` as a browser's worker has it. Its synchronous form is the only call of the web that blocks: no timer and no
 * promise of the program runs until the answer is there.
 */
export function createXMLHttpRequest(seams: XhrSeams) {
  return class XMLHttpRequest extends EventTarget {
    static readonly UNSENT = 0;
    static readonly OPENED = 1;
    static readonly HEADERS_RECEIVED = 2;
    static readonly LOADING = 3;
    static readonly DONE = 4;

    onreadystatechange: ((event: Event) => unknown) | null = null;
    onload: ((event: Event) => unknown) | null = null;
    onloadend: ((event: Event) => unknown) | null = null;
    onerror: ((event: Event) => unknown) | null = null;
    onabort: ((event: Event) => unknown) | null = null;
    ontimeout: ((event: Event) => unknown) | null = null;
    responseType: '' | 'text' | 'json' | 'arraybuffer' = '';
    timeout = 0;
    withCredentials = false;
    readyState = 0;
    #open: { readonly method: string; readonly url: URL; readonly async: boolean } | null = null;
    #headers = new Headers();
    #head: ResponseHead | null = null;
    #parts: Uint8Array[] = [];
    #abort: () => void = () => {};

    open(method: string, url: string | URL, async = true): void {
      this.#open = { method: String(method).toUpperCase(), url: new URL(url), async };
      this.#headers = new Headers();
      this.#head = null;
      this.#parts = [];
      this.#become(1);
    }

    setRequestHeader(name: string, value: string): void {
      if (this.readyState !== 1) throw new DOMException('The object must be opened.', 'InvalidStateError');
      this.#headers.append(name, value);
    }

    send(body: unknown = null): void {
      const open = this.#open;
      if (!open || this.readyState !== 1) throw new DOMException('The object must be opened.', 'InvalidStateError');
      const line = seams.callerLine();
      const request = requestOf(open, this.#headers, { body, line });
      if (open.async) this.#sendAsync(request);
      else this.#sendBlocking(request, line);
    }

    #sendBlocking(request: ExchangeRequest, line: number | undefined): void {
      const tell = seams.scheduler.beginWait('xhr', line);
      let whole: WholeResponse;
      try {
        whole = seams.client.exchangeBlocking(request, tell);
      } catch (error) {
        if (!(error instanceof ExchangeError)) throw error;
        this.readyState = 4;
        const message = `Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${request.url.href}'.`;
        throw new DOMException(message, 'NetworkError');
      } finally {
        tell();
      }
      this.#head = whole.head;
      this.#parts = [whole.body];
      this.#become(4);
      this.#tell('load');
      this.#tell('loadend');
    }

    #sendAsync(request: ExchangeRequest): void {
      const letGo = seams.scheduler.keepAlive();
      const end = (event: string): void => {
        letGo();
        this.#become(4);
        this.#tell(event);
        this.#tell('loadend');
      };
      const exchange = seams.client.exchange(request, {
        onHead: (head) => {
          this.#head = head;
          this.#become(2);
        },
        onChunk: (bytes) => {
          this.#parts.push(bytes);
          this.#become(3);
        },
        onEnd: () => end('load'),
        onError: () => {
          this.#head = null;
          end('error');
        },
      });
      this.#abort = () => {
        exchange.abort();
        this.#head = null;
        end('abort');
      };
      seams.scheduler.wake();
    }

    abort(): void {
      if (this.readyState > 0 && this.readyState < 4) this.#abort();
      this.readyState = 0;
    }

    get status(): number {
      return this.#head?.status ?? 0;
    }

    get statusText(): string {
      return this.#head?.statusText ?? '';
    }

    get responseURL(): string {
      return this.#head && this.#open ? this.#open.url.href : '';
    }

    get responseText(): string {
      return decodeText(concatBytes(this.#parts));
    }

    get response(): unknown {
      if (this.responseType === 'arraybuffer') return this.readyState === 4 ? concatBytes(this.#parts).buffer : null;
      if (this.responseType !== 'json') return this.responseText;
      try {
        return this.readyState === 4 ? JSON.parse(this.responseText) : null;
      } catch {
        return null;
      }
    }

    getResponseHeader(name: string): string | null {
      const wanted = String(name).toLowerCase();
      const values = (this.#head?.headers ?? []).filter(([key]) => key.toLowerCase() === wanted);
      return values.length === 0 ? null : values.map(([, value]) => value).join(', ');
    }

    getAllResponseHeaders(): string {
      return (this.#head?.headers ?? []).map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join('');
    }

    overrideMimeType(): void {}

    #become(state: number): void {
      this.readyState = state;
      this.#tell('readystatechange');
    }

    #tell(type: string): void {
      const event = new Event(type);
      const handler: unknown = Reflect.get(this, `on${type}`);
      if (typeof handler === 'function') handler.call(this, event);
      this.dispatchEvent(event);
    }
  };
}

function requestOf(
  open: { readonly method: string; readonly url: URL },
  headers: Headers,
  sent: { readonly body: unknown; readonly line: number | undefined },
): ExchangeRequest {
  const { source, contentType } = sourceOf(sent.body);
  const hasBody = open.method !== 'GET' && open.method !== 'HEAD' && source.kind !== 'none';
  if (hasBody && source.kind !== 'bytes') {
    throw new TypeError('XMLHttpRequest kann hier Text, Bytes und URLSearchParams senden, keine Blobs oder Formulare.');
  }
  const list: [string, string][] = [...headers];
  if (hasBody && contentType !== null && !headers.has('content-type')) list.push(['content-type', contentType]);
  if (!headers.has('accept')) list.push(['accept', '*/*']);
  const body = hasBody && source.kind === 'bytes' ? source.bytes : null;
  const line = sent.line === undefined ? {} : { line: sent.line };
  return { method: open.method, url: open.url, headers: list, body, ...line };
}
