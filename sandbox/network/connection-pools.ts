import { type Clock, MICROS_PER_SECOND, type Micros } from '../clock/clock.ts';
import type { ConnectionId } from '../trace/event.ts';
import { Deadlines } from './deadlines.ts';
import type { Network } from './network.ts';
import { OriginPool } from './origin-pool.ts';
import type { Job, Pooled } from './pooled-connection.ts';

/** undici 7 gives up on a connection that is not there after this time (documented default). */
const CONNECT_TIMEOUT = 10 * MICROS_PER_SECOND;

/** The connections of an HTTP client, by origin, each with what it must not last longer than. */
export class ConnectionPools {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #connections = new Map<ConnectionId, Pooled>();
  readonly #pools = new Map<string, OriginPool>();
  readonly #deadlines = new Deadlines<Pooled>();

  constructor(clock: Clock, network: Network) {
    this.#clock = clock;
    this.#network = network;
  }

  get(id: ConnectionId): Pooled | undefined {
    return this.#connections.get(id);
  }

  /** A connection that may serve this request at once. */
  free({ request, blocking }: Job): Pooled | undefined {
    return this.#pools.get(request.url.origin)?.oldest(blocking);
  }

  /** Connects for a request. Throws NetworkError. */
  open(job: Job): Pooled {
    const { url } = job.request;
    const pool = this.#pools.get(url.origin) ?? new OriginPool();
    this.#pools.set(url.origin, pool);
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const pooled: Pooled = {
      id: this.#network.connect(url.hostname, port),
      pool,
      url,
      phase: 'connecting',
      job,
      reader: null,
      deadline: null,
      deadlineKnown: null,
    };
    this.#connections.set(pooled.id, pooled);
    if (!job.blocking) this.allow(pooled, CONNECT_TIMEOUT);
    return pooled;
  }

  close(pooled: Pooled): void {
    if (pooled.phase === 'closed') return;
    pooled.phase = 'closed';
    pooled.job = null;
    pooled.deadline = null;
    this.#connections.delete(pooled.id);
    this.#network.close(pooled.id);
  }

  /** Lets a connection do what it does for so long, from now. */
  allow(pooled: Pooled, time: Micros): void {
    if (pooled.phase !== 'closed') this.#deadlines.set(pooled, this.#clock.peek() + time);
  }

  nextDeadline(): Micros | null {
    return this.#deadlines.nextAt();
  }

  /** Connections whose time is over; the caller asks `isOverdue` when it comes to each. */
  takeOverdue(): readonly Pooled[] {
    return this.#deadlines.takeDue(this.#clock.peek());
  }

  isOverdue({ deadline }: Pooled): boolean {
    return deadline !== null && deadline <= this.#clock.peek();
  }
}
