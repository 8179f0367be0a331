import { type Clock, MICROS_PER_SECOND, type Micros } from '../clock/clock.ts';
import { blockInSight } from '../clock/wait-in-sight.ts';
import type { ConnectionId } from '../trace/event.ts';
import { ConnectionPools } from './connection-pools.ts';
import { asExchangeError, timeoutOf } from './exchange-failure.ts';
import {
  type Exchange,
  ExchangeError,
  type ExchangeHandlers,
  type ExchangeRequest,
  type HttpClient,
  type WholeResponse,
} from './http-client.ts';
import { MalformedMessage } from './http-message.ts';
import { HttpResponseReader } from './http-response-reader.ts';
import { type Network, NetworkError } from './network.ts';
import type { Job, Pooled } from './pooled-connection.ts';
import { requestBytes } from './request-bytes.ts';
import { collectResponse } from './whole-response.ts';

/** Times of undici 7 (the HTTP client inside Node 24), from its documented defaults. */
const IDLE = 4 * MICROS_PER_SECOND;
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

class PooledHttpClient implements HttpClient {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #pools: ConnectionPools;
  #open = 0;
  /** Failures that are known at once, but told in a turn of their own. */
  #pending: (() => void)[] = [];
  #used: Pooled[] = [];
  /** Connections that have become readable and whose turn has not come. */
  #readable: ConnectionId[] = [];

  constructor(options: HttpClientOptions) {
    this.#clock = options.clock;
    this.#network = options.network;
    this.#pools = new ConnectionPools(options.clock, options.network);
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
        if (pooled) this.#pools.close(pooled);
      },
    };
  }

  exchangeBlocking(request: ExchangeRequest, onLook: () => void = () => undefined): WholeResponse {
    const { handlers, result } = collectResponse();
    const job: Job = { request, handlers, blocking: true, headSeen: false, over: false };
    this.#open += 1;
    const pooled = this.#assignBlocking(job);
    while (!job.over) {
      this.#read(pooled);
      if (!job.over) this.#blockFor(pooled, job, onLook);
    }
    const response = result();
    this.#release(pooled);
    return response;
  }

  nextDue(): Micros | null {
    this.#noteReadable();
    if (this.#pending.length > 0 || this.#used.length > 0 || this.#readable.length > 0) return this.#clock.peek();
    const deadline = this.#pools.nextDeadline();
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
      const pooled = this.#pools.get(id);
      if (pooled) due.push(() => this.#read(pooled));
    }
    for (const pooled of this.#pools.takeOverdue()) due.push(() => this.#expire(pooled));
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
    const pooled = this.#pools.free(job);
    if (pooled === undefined) return this.#pools.open(job);
    pooled.job = job;
    this.#send(pooled, job);
    return pooled;
  }

  #assignBlocking(job: Job): Pooled {
    try {
      return this.#assign(job);
    } catch (error) {
      this.#end(job);
      throw asExchangeError(error, job.request.url);
    }
  }

  #send(pooled: Pooled, job: Job): void {
    pooled.phase = 'busy';
    pooled.deadline = null;
    pooled.reader = new HttpResponseReader(job.request.method, {
      head: (head) => {
        job.headSeen = true;
        if (!job.blocking) this.#pools.allow(pooled, BODY_TIMEOUT);
        job.handlers.onHead(head);
      },
      chunk: (bytes) => {
        if (!job.over) job.handlers.onChunk(bytes);
      },
      end: (keepAlive) => this.#complete(pooled, job, keepAlive),
    });
    this.#network.send(pooled.id, requestBytes(job.request), job.request.line);
    if (!job.blocking) this.#pools.allow(pooled, HEADERS_TIMEOUT);
  }

  #complete(pooled: Pooled, job: Job, keepAlive: boolean): void {
    if (job.over) return;
    this.#end(job);
    if (!keepAlive) {
      this.#pools.close(pooled);
    } else {
      pooled.phase = 'used';
      pooled.job = null;
      pooled.reader = null;
      pooled.deadline = null;
      pooled.pool.note(pooled);
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
    pooled.pool.note(pooled);
    this.#pools.allow(pooled, IDLE);
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
    if (pooled.job?.headSeen && !pooled.job.blocking) this.#pools.allow(pooled, BODY_TIMEOUT);
    pooled.reader?.feed(bytes);
  }

  #closedByServer(pooled: Pooled): void {
    if (pooled.reader?.close()) return;
    this.#lose(pooled, new ExchangeError('UND_ERR_SOCKET', 'other side closed', pooled.url.hostname));
  }

  #lose(pooled: Pooled, error: ExchangeError): void {
    const job = pooled.job;
    this.#pools.close(pooled);
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

  #blockFor(pooled: Pooled, job: Job, onLook: () => void): void {
    const known = this.#network.readableAt(pooled.id);
    const due = known >= 0 ? known : this.#network.nextDue();
    if (due !== null) {
      blockInSight(this.#clock, due, onLook);
      return;
    }
    this.#pools.close(pooled);
    this.#end(job);
    throw new ExchangeError('DEADLOCK', 'the server never answers', pooled.url.hostname);
  }

  #expire(pooled: Pooled): void {
    if (this.#pools.isOverdue(pooled)) this.#lose(pooled, timeoutOf(pooled));
  }
}
