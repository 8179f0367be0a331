import { type Clock, MICROS_PER_SECOND, type Micros } from '../clock/clock.ts';
import type { ConnectionId } from '../trace/event.ts';
import { joinBytes } from './byte-buffer.ts';
import { Deadlines, type Limited } from './deadlines.ts';
import {
  type Exchange,
  ExchangeError,
  type ExchangeHandlers,
  type ExchangeRequest,
  type HttpClient,
  type ResponseHead,
  type WholeResponse,
} from './http-client.ts';
import { MalformedMessage } from './http-message.ts';
import { HttpResponseReader } from './http-response-reader.ts';
import { type Network, NetworkError } from './network.ts';
import { requestBytes } from './request-bytes.ts';

/** Times of undici 7 (the HTTP client inside Node 24), from its documented defaults. */
const IDLE = 4 * MICROS_PER_SECOND;
const CONNECT_TIMEOUT = 10 * MICROS_PER_SECOND;
const HEADERS_TIMEOUT = 300 * MICROS_PER_SECOND;
const BODY_TIMEOUT = 300 * MICROS_PER_SECOND;
const READ_BYTES = 65_536;

export interface HttpClientOptions {
  readonly clock: Clock;
  readonly network: Network;
}

/** @see HttpClient */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new PooledHttpClient(options);
}

/** What a connection does at the moment. `used`: the response is over, but the next turn has not begun yet. */
type Phase = 'connecting' | 'handshaking' | 'busy' | 'used' | 'idle' | 'closed';

interface Pooled extends Limited {
  readonly id: ConnectionId;
  readonly pool: Set<Pooled>;
  readonly url: URL;
  phase: Phase;
  job: Job | null;
  reader: HttpResponseReader | null;
}

interface Job {
  readonly request: ExchangeRequest;
  readonly handlers: ExchangeHandlers;
  /** The program is blocked meanwhile; a browser's XMLHttpRequest knows none of undici's timeouts. */
  readonly blocking: boolean;
  headSeen: boolean;
  over: boolean;
}

class PooledHttpClient implements HttpClient {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #connections = new Map<ConnectionId, Pooled>();
  /** Connections per origin, oldest first: undici takes the first that is free. */
  readonly #pools = new Map<string, Set<Pooled>>();
  #open = 0;
  readonly #deadlines = new Deadlines<Pooled>();
  /** Failures that are known at once, but told in a turn of their own. */
  #pending: (() => void)[] = [];
  #used: Pooled[] = [];
  /** Connections that have become readable and whose turn has not come. */
  #readable: ConnectionId[] = [];

  constructor(options: HttpClientOptions) {
    this.#clock = options.clock;
    this.#network = options.network;
  }

  exchange(request: ExchangeRequest, handlers: ExchangeHandlers): Exchange {
    const job: Job = { request, handlers, blocking: false, headSeen: false, over: false };
    this.#open += 1;
    let pooled: Pooled | null = null;
    try {
      pooled = this.#assign(job);
    } catch (error) {
      const failure = asExchangeError(error, request.url);
      this.#pending.push(() => this.#fail(job, failure));
    }
    return {
      abort: () => {
        if (job.over) return;
        this.#end(job);
        if (pooled) this.#close(pooled);
      },
    };
  }

  exchangeBlocking(request: ExchangeRequest): WholeResponse {
    const parts: Uint8Array[] = [];
    const state: { head: ResponseHead | null; error: ExchangeError | null } = { head: null, error: null };
    const handlers: ExchangeHandlers = {
      onHead: (head) => {
        state.head = head;
      },
      onChunk: (bytes) => parts.push(bytes),
      onEnd: () => {},
      onError: (error) => {
        state.error = error;
      },
    };
    const job: Job = { request, handlers, blocking: true, headSeen: false, over: false };
    this.#open += 1;
    const pooled = this.#assignBlocking(job);
    while (!job.over) {
      this.#read(pooled);
      if (!job.over) this.#blockFor(pooled, job);
    }
    if (state.error) throw state.error;
    this.#release(pooled);
    return { head: state.head ?? { status: 0, statusText: '', headers: [] }, body: joinBytes(parts) };
  }

  nextDue(): Micros | null {
    this.#noteReadable();
    if (this.#pending.length > 0 || this.#used.length > 0 || this.#readable.length > 0) return this.#clock.peek();
    const deadline = this.#deadlines.nextAt();
    const due = this.#network.nextDue();
    if (deadline === null || due === null) return deadline ?? due;
    return Math.min(deadline, due);
  }

  /** What has become readable by now may have been noticed already, whenever somebody asked the network. */
  #noteReadable(): void {
    for (const id of this.#network.takeReadable()) this.#readable.push(id);
  }

  takeDue(): readonly (() => void)[] {
    const pending = this.#pending;
    this.#pending = [];
    const due = [...pending];
    this.#noteReadable();
    const readable = this.#readable;
    this.#readable = [];
    for (const id of readable) {
      const pooled = this.#connections.get(id);
      if (pooled) due.push(() => this.#read(pooled));
    }
    for (const pooled of this.#deadlines.takeDue(this.#clock.peek())) due.push(() => this.#expire(pooled));
    // Node frees a connection by setImmediate: after the program's continuations have run. So calls in turn use two.
    const used = this.#used;
    this.#used = [];
    if (used.length > 0) due.push(() => this.#releaseAll(used));
    return due;
  }

  get open(): number {
    return this.#open;
  }

  // ---- which connection serves a request

  #assign(job: Job): Pooled {
    const { url } = job.request;
    const pool = this.#pools.get(url.origin) ?? new Set();
    this.#pools.set(url.origin, pool);
    for (const pooled of pool) {
      if (pooled.phase === 'idle' || (job.blocking && pooled.phase === 'used')) {
        pooled.job = job;
        this.#send(pooled, job);
        return pooled;
      }
    }
    return this.#connect(job, pool);
  }

  #assignBlocking(job: Job): Pooled {
    try {
      return this.#assign(job);
    } catch (error) {
      this.#end(job);
      throw asExchangeError(error, job.request.url);
    }
  }

  #connect(job: Job, pool: Set<Pooled>): Pooled {
    const { url } = job.request;
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const id = this.#network.connect(url.hostname, port);
    const pooled: Pooled = {
      id,
      pool,
      url,
      phase: 'connecting',
      job,
      reader: null,
      deadline: null,
      deadlineKnown: null,
    };
    this.#connections.set(id, pooled);
    pool.add(pooled);
    if (!job.blocking) this.#allow(pooled, CONNECT_TIMEOUT);
    return pooled;
  }

  #send(pooled: Pooled, job: Job): void {
    pooled.phase = 'busy';
    pooled.deadline = null;
    pooled.reader = new HttpResponseReader(job.request.method, {
      head: (head) => {
        job.headSeen = true;
        if (!job.blocking) this.#allow(pooled, BODY_TIMEOUT);
        job.handlers.onHead(head);
      },
      chunk: (bytes) => {
        if (!job.over) job.handlers.onChunk(bytes);
      },
      end: (keepAlive) => this.#complete(pooled, job, keepAlive),
    });
    this.#network.send(pooled.id, requestBytes(job.request), job.request.line);
    if (!job.blocking) this.#allow(pooled, HEADERS_TIMEOUT);
  }

  #complete(pooled: Pooled, job: Job, keepAlive: boolean): void {
    if (job.over) return;
    this.#end(job);
    if (!keepAlive) {
      this.#close(pooled);
    } else {
      pooled.phase = 'used';
      pooled.job = null;
      pooled.reader = null;
      pooled.deadline = null;
      if (!job.blocking) this.#used.push(pooled);
    }
    job.handlers.onEnd();
  }

  #releaseAll(used: readonly Pooled[]): void {
    for (const pooled of used) this.#release(pooled);
  }

  #release(pooled: Pooled): void {
    if (pooled.phase !== 'used') return;
    pooled.phase = 'idle';
    this.#allow(pooled, IDLE);
  }

  // ---- what arrives

  #read(pooled: Pooled): void {
    try {
      while (pooled.phase !== 'closed') {
        const waiting = pooled.phase === 'connecting' || pooled.phase === 'handshaking';
        const bytes = this.#network.receive(pooled.id, waiting ? 0 : READ_BYTES);
        if (bytes === null) return;
        if (waiting) this.#advance(pooled);
        else if (bytes.length === 0) this.#closedByServer(pooled);
        else this.#take(pooled, bytes);
      }
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof MalformedMessage)) throw error;
      this.#lose(pooled, asExchangeError(error, pooled.url));
    }
  }

  #advance(pooled: Pooled): void {
    if (pooled.phase === 'connecting' && pooled.url.protocol === 'https:') {
      pooled.phase = 'handshaking';
      this.#network.handshake(pooled.id, pooled.url.hostname);
    } else if (pooled.job) {
      this.#send(pooled, pooled.job);
    }
  }

  #take(pooled: Pooled, bytes: Uint8Array): void {
    if (pooled.job?.headSeen && !pooled.job.blocking) this.#allow(pooled, BODY_TIMEOUT);
    pooled.reader?.feed(bytes);
  }

  #closedByServer(pooled: Pooled): void {
    if (pooled.reader?.close()) return;
    this.#lose(pooled, new ExchangeError('UND_ERR_SOCKET', 'other side closed', pooled.url.hostname));
  }

  #lose(pooled: Pooled, error: ExchangeError): void {
    const job = pooled.job;
    this.#close(pooled);
    if (job) this.#fail(job, error);
  }

  #fail(job: Job, error: ExchangeError): void {
    if (job.over) return;
    this.#end(job);
    job.handlers.onError(error);
  }

  #end(job: Job): void {
    job.over = true;
    this.#open -= 1;
  }

  #close(pooled: Pooled): void {
    if (pooled.phase === 'closed') return;
    pooled.phase = 'closed';
    pooled.job = null;
    pooled.deadline = null;
    pooled.pool.delete(pooled);
    this.#connections.delete(pooled.id);
    this.#network.close(pooled.id);
  }

  #blockFor(pooled: Pooled, job: Job): void {
    const known = this.#network.readableAt(pooled.id);
    const due = known >= 0 ? known : this.#network.nextDue();
    if (due !== null) {
      this.#clock.blockUntil(due);
      return;
    }
    this.#close(pooled);
    this.#end(job);
    throw new ExchangeError('DEADLOCK', 'the server never answers', pooled.url.hostname);
  }

  // ---- deadlines

  #allow(pooled: Pooled, time: Micros): void {
    if (pooled.phase !== 'closed') this.#deadlines.set(pooled, this.#clock.peek() + time);
  }

  #expire(pooled: Pooled): void {
    if (pooled.deadline === null || pooled.deadline > this.#clock.peek()) return;
    const { phase, job, url } = pooled;
    const error =
      phase === 'busy' && job?.headSeen
        ? new ExchangeError('UND_ERR_BODY_TIMEOUT', 'Body Timeout Error', url.hostname)
        : phase === 'busy'
          ? new ExchangeError('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error', url.hostname)
          : new ExchangeError('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', url.hostname);
    this.#lose(pooled, error);
  }
}

function asExchangeError(error: unknown, url: URL): ExchangeError {
  if (error instanceof NetworkError) return new ExchangeError(error.code, error.message, url.hostname);
  if (error instanceof MalformedMessage) return new ExchangeError('HPE_INVALID_CONSTANT', error.message, url.hostname);
  throw error;
}
