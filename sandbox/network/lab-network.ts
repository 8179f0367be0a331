import { type Clock, MICROS_PER_MS, type Micros } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { Heap } from '../service/heap.ts';
import type { ResponsePlan, Service } from '../service/plan.ts';
import type { ConnectionId, Emit, RequestId } from '../trace/event.ts';
import { callFingerprint } from './call-fingerprint.ts';
import { type Arrival, Connection, type OpenRequest, type Waiting } from './connection.ts';
import { field } from './http-message.ts';
import { lookup, routeOf } from './names.ts';
import { type Network, NetworkError } from './network.ts';
import { headBytes, ResponseWire, type WireStep } from './response-wire.ts';

export interface NetworkOptions {
  readonly clock: Clock;
  readonly service: Service;
  readonly conditions: Pick<Conditions, 'network'>;
  readonly emit: Emit;
}

/**
 * The network of one run.
 *
 * Order of the trace: the network and the service behind it emit each event in the order in which it happened, with the
 * time at which it happened, never in the future. They notice what happened when somebody asks them, so an event can lie in
 * the past when it is emitted. Whoever emits an event of the program's own calls `settle()` first; then the whole trace is
 * ordered by the moment in which each event ended (`until` for `waited`, `at` for all others).
 *
 * Waiting: after `takeReadable()` (or `receive`) ask `nextDue()`, move the clock there, ask again. `nextDue` and `readableAt`
 * change nothing, so no edge is lost between the two.
 */
export interface LabNetwork extends Network {
  /** Lets everything happen that is due by now. */
  settle(): void;
}

/** What is on its way to the service; times are those of arrival there. */
type Upstream = { readonly at: Micros; readonly connection: Connection } & (
  | { readonly kind: 'connect' | 'close' }
  | Waiting
);

/** A request that the service knows; `plan` once it is certain. */
interface Submitted {
  readonly connection: Connection;
  readonly open: OpenRequest;
  plan: ResponsePlan | null;
}

const NOTHING = new Uint8Array(0);

export function createNetwork(options: NetworkOptions): LabNetwork {
  return new SimulatedNetwork(options);
}

class SimulatedNetwork implements LabNetwork {
  readonly #clock: Clock;
  readonly #service: Service;
  readonly #emit: Emit;
  readonly #tls: boolean;
  /** Time from the program to the service, and back. */
  readonly #up: Micros;
  readonly #down: Micros;
  readonly #connections = new Map<ConnectionId, Connection>();
  readonly #submitted = new Map<RequestId, Submitted>();
  /** Everything takes the same time to the service, so what was sent first arrives first. */
  #upstream: Upstream[] = [];
  #upstreamTaken = 0;
  /** Each connection is in here at most once, with its next arrival. */
  readonly #arrivals = new Heap<Connection>();
  #readable: Connection[] = [];
  #attempts = 0;
  #lastConnection = 0;
  #lastRequest = 0;
  #settling = false;

  constructor(options: NetworkOptions) {
    this.#clock = options.clock;
    this.#service = options.service;
    this.#emit = options.emit;
    this.#tls = options.conditions.network.tls;
    const roundTrip = Math.round(options.conditions.network.roundTripMs * MICROS_PER_MS);
    this.#up = Math.floor(roundTrip / 2);
    this.#down = roundTrip - this.#up;
  }

  // ---- the program's end

  lookup(host: string): string {
    return lookup(host);
  }

  connect(host: string, port: number): ConnectionId {
    const now = this.#now();
    const address = lookup(host);
    const route = routeOf(address);
    const id = ++this.#lastConnection;
    this.#emit({ kind: 'connecting', at: now, connection: id, host, port });
    if (route === 'none') {
      this.#emit({ kind: 'connect-failed', at: now, connection: id, code: 'ENETUNREACH' });
      throw new NetworkError('ENETUNREACH', `connect ENETUNREACH ${address}:${port}`);
    }
    const connection = new Connection(id, host, port);
    this.#connections.set(id, connection);
    if (route === 'loopback') {
      connection.accepted = false;
      this.#schedule(connection, { kind: 'connected', at: now });
    } else {
      this.#upstream.push({ at: now + this.#up, connection, kind: 'connect' });
      this.#schedule(connection, { kind: 'connected', at: now + this.#up + this.#down });
    }
    return id;
  }

  handshake(id: ConnectionId, _host: string): void {
    const now = this.#now();
    const connection = this.#opened(id, 'handshake');
    connection.phase = 'handshaking';
    if (!this.#tls) {
      this.#schedule(connection, { kind: 'handshaken', at: now });
      return;
    }
    this.#emit({ kind: 'handshaking', at: now, connection: id });
    this.#schedule(connection, { kind: 'handshaken', at: now + this.#up + this.#down });
  }

  send(id: ConnectionId, bytes: Uint8Array, line?: number): void {
    const now = this.#now();
    const connection = this.#opened(id, 'write');
    if (connection.reader.idle) connection.line = line;
    else connection.line ??= line;
    if (connection.serverGone) {
      // The service's host answers bytes for a closed connection with a reset.
      this.#schedule(connection, { kind: 'reset', at: now + this.#up + this.#down });
      return;
    }
    if (this.#tls && connection.port === 443 && !connection.secured) {
      this.#upstream.push({
        at: now + this.#up,
        connection,
        kind: 'malformed',
        status: 400,
        reason: 'plain HTTP sent to a TLS port',
      });
      return;
    }
    for (const step of connection.reader.feed(bytes)) {
      if (step.kind !== 'request') {
        this.#upstream.push({ at: now + this.#up, connection, ...step });
        continue;
      }
      const open = { id: ++this.#lastRequest, request: step.request };
      this.#announce(connection, open, now);
      this.#upstream.push({ at: now + this.#up, connection, kind: 'request', open });
      connection.line = line;
    }
  }

  readableAt(id: ConnectionId): Micros {
    const connection = this.#connections.get(id);
    return connection?.firstArrived?.at ?? connection?.nextArrivalAt(this.#down) ?? -1;
  }

  receive(id: ConnectionId, max: number): Uint8Array | null {
    this.#now();
    const connection = this.#connections.get(id);
    if (!connection) throw new NetworkError('ENOTCONN', 'read ENOTCONN');
    let first = connection.firstArrived;
    if (first?.kind === 'result') {
      connection.takeFirst();
      if (max === 0) return NOTHING;
      first = connection.firstArrived;
    }
    if (!first) return null;
    if (first.kind === 'eof') return NOTHING;
    if (first.kind === 'error') throw new NetworkError(first.code, failureText(first.code, connection));
    return max === 0 ? NOTHING : connection.takeBytes(max);
  }

  close(id: ConnectionId): void {
    const now = this.#now();
    const connection = this.#connections.get(id);
    if (!connection) return;
    this.#connections.delete(id);
    const failed = connection.phase === 'connecting' && connection.firstArrived?.kind === 'error';
    connection.phase = 'closed';
    for (const { id: request } of connection.requests) this.#emit({ kind: 'request-aborted', at: now, request });
    if (!connection.serverGone && !failed)
      this.#emit({ kind: 'connection-closed', at: now, connection: id, by: 'program' });
    this.#upstream.push({ at: now + this.#up, connection, kind: 'close' });
  }

  nextDue(): Micros | null {
    let first = this.#arrivals.first();
    while (first?.phase === 'closed') {
      this.#arrivals.popDue(Number.POSITIVE_INFINITY);
      first = this.#arrivals.first();
    }
    return earliest(
      earliest(this.#arrivals.nextAt(), this.#upstream[this.#upstreamTaken]?.at ?? null),
      this.#service.nextDecision(),
    );
  }

  takeReadable(): readonly ConnectionId[] {
    this.#now();
    if (this.#readable.length === 0) return [];
    const readable = this.#readable;
    this.#readable = [];
    for (const connection of readable) connection.announced = false;
    return readable.filter((connection) => connection.phase !== 'closed').map((connection) => connection.id);
  }

  settle(): void {
    this.#now();
  }

  #opened(id: ConnectionId, action: 'handshake' | 'write'): Connection {
    const connection = this.#connections.get(id);
    if (!connection || connection.firstArrived?.kind === 'error') throw new NetworkError('EPIPE', `${action} EPIPE`);
    if (connection.phase === 'connecting') throw new NetworkError('ENOTCONN', `${action} ENOTCONN`);
    return connection;
  }

  #announce(connection: Connection, open: OpenRequest, at: Micros): void {
    const { method, target: path, headers, body, bytes } = open.request;
    const retry = Number.parseInt(field(headers, 'x-stainless-retry-count') ?? '0', 10) || 0;
    const line = connection.line === undefined ? {} : { line: connection.line };
    connection.requests.push(open);
    this.#emit({
      kind: 'request-sent',
      at,
      request: open.id,
      connection: connection.id,
      method,
      path,
      retry,
      bytes,
      call: callFingerprint(method, path, body),
      ...line,
    });
  }

  // ---- what happens by itself

  /** Lets everything happen that is due by now, in its order, and returns now. */
  #now(): Micros {
    const now = this.#clock.peek();
    if (this.#settling) return now;
    this.#settling = true;
    try {
      for (let due = this.nextDue(); due !== null && due <= now; due = this.nextDue()) this.#step(due);
      this.#apply(this.#service.advance(now));
    } finally {
      this.#settling = false;
    }
    return now;
  }

  /** One thing that happens at `at`. At equal times the service decides first, then it is reached, then the program. */
  #step(at: Micros): void {
    this.#apply(this.#service.advance(at));
    const upstream = this.#upstream[this.#upstreamTaken];
    if (upstream && upstream.at <= at) {
      this.#upstreamTaken += 1;
      this.#dropTaken();
      this.#reach(upstream, at);
      return;
    }
    const connection = this.#arrivals.popDue(at);
    if (connection) this.#deliver(connection, at);
    else if ((this.#service.nextDecision() ?? at + 1) <= at) {
      throw new Error(
        `Failed to settle the network: the service still wants to decide at ${at} µs. Let advance() pass that time.`,
      );
    }
  }

  #dropTaken(): void {
    if (this.#upstreamTaken < 64 || this.#upstreamTaken * 2 < this.#upstream.length) return;
    this.#upstream = this.#upstream.slice(this.#upstreamTaken);
    this.#upstreamTaken = 0;
  }

  // ---- the service's end

  #reach(upstream: Upstream, at: Micros): void {
    const { connection } = upstream;
    switch (upstream.kind) {
      case 'connect':
        connection.accepted = this.#service.accept(this.#attempts++, at) === 'accepted';
        return;
      case 'close':
        this.#leave(connection, at);
        return;
      default:
        if (connection.serverGone) this.#schedule(connection, { kind: 'reset', at: at + this.#down });
        else if (connection.answering || connection.waiting.length > 0) connection.waiting.push(upstream);
        else this.#serve(connection, upstream, at);
    }
  }

  #serve(connection: Connection, what: Waiting, at: Micros): void {
    switch (what.kind) {
      case 'request':
        this.#submit(connection, what.open, at);
        return;
      case 'expects':
        this.#schedule(connection, { kind: 'bytes', at: at + this.#down, bytes: headBytes(100, []) });
        return;
      case 'malformed': {
        connection.serverGone = true;
        const bytes = headBytes(what.status, [
          ['connection', 'close'],
          ['content-length', '0'],
        ]);
        this.#schedule(connection, { kind: 'refusal', at: at + this.#down, bytes });
      }
    }
  }

  #submit(connection: Connection, open: OpenRequest, at: Micros): void {
    const { method, target: path, host, headers, body } = open.request;
    connection.answering = open;
    this.#submitted.set(open.id, { connection, open, plan: null });
    const { request, plans } = this.#service.submit({ method, path, host, headers, body, id: open.id }, at);
    if (request !== open.id) {
      throw new Error(
        `Failed to follow request ${open.id}: the service numbered it ${request}. Use the id of the request.`,
      );
    }
    this.#apply(plans);
  }

  #apply(plans: readonly ResponsePlan[]): void {
    for (const plan of plans) {
      const submitted = this.#submitted.get(plan.request);
      if (!submitted) continue;
      submitted.plan = plan;
      const { connection, open } = submitted;
      connection.response = new ResponseWire(plan, open.request.method, open.request.closes);
      this.#scheduleNext(connection);
    }
  }

  /** The program has closed the connection: what is still being worked on for it is aborted. */
  #leave(connection: Connection, at: Micros): void {
    connection.serverGone = true;
    for (const { id } of connection.requests) {
      const submitted = this.#submitted.get(id);
      if (!submitted) continue;
      this.#submitted.delete(id);
      if (!isOver(submitted.plan, at)) this.#apply(this.#service.abort(id, at));
    }
  }

  // ---- arrivals at the program's end

  #schedule(connection: Connection, arrival: Arrival): void {
    connection.arrivals.push(arrival);
    this.#scheduleNext(connection);
  }

  #scheduleNext(connection: Connection): void {
    if (connection.scheduled || connection.phase === 'closed') return;
    const at = connection.nextArrivalAt(this.#down);
    if (at === null) return;
    connection.scheduled = true;
    this.#arrivals.push(at, connection);
  }

  #deliver(connection: Connection, at: Micros): void {
    connection.scheduled = false;
    if (connection.phase === 'closed') return;
    const arrival = connection.arrivals.shift();
    if (arrival) {
      this.#deliverArrival(connection, arrival, at);
    } else {
      const step = connection.response?.take();
      if (step) this.#deliverStep(connection, step, at);
    }
    if (!connection.announced && connection.firstArrived) {
      connection.announced = true;
      this.#readable.push(connection);
    }
    this.#scheduleNext(connection);
  }

  #deliverArrival(connection: Connection, arrival: Arrival, at: Micros): void {
    switch (arrival.kind) {
      case 'connected':
        if (connection.accepted) {
          connection.phase = 'open';
          connection.arrive({ kind: 'result', at });
          this.#emit({ kind: 'connected', at, connection: connection.id });
        } else {
          connection.arrive({ kind: 'error', at, code: 'ECONNREFUSED' });
          this.#emit({ kind: 'connect-failed', at, connection: connection.id, code: 'ECONNREFUSED' });
        }
        return;
      case 'handshaken':
        connection.phase = 'open';
        connection.secured = true;
        connection.arrive({ kind: 'result', at });
        if (this.#tls) this.#emit({ kind: 'handshaken', at, connection: connection.id });
        return;
      case 'bytes':
        connection.arrive({ kind: 'bytes', at, bytes: arrival.bytes });
        return;
      case 'refusal':
        connection.arrive({ kind: 'bytes', at, bytes: arrival.bytes });
        this.#lose(connection, 'eof', at);
        return;
      case 'reset':
        connection.arrive({ kind: 'error', at, code: 'ECONNRESET' });
    }
  }

  #deliverStep(connection: Connection, step: WireStep, at: Micros): void {
    const request = connection.answering?.id ?? 0;
    switch (step.kind) {
      case 'head':
        connection.arrive({ kind: 'bytes', at, bytes: step.bytes });
        this.#emit({ kind: 'response-started', at, request, status: step.status, headers: step.headers });
        return;
      case 'part': {
        if (step.bodyBytes === 0) return;
        connection.arrive({ kind: 'bytes', at, bytes: step.bytes });
        const tokens = step.chunk.tokens === undefined ? {} : { tokens: step.chunk.tokens };
        const text = step.chunk.text === undefined ? {} : { text: step.chunk.text() };
        this.#emit({ kind: 'chunk', at, request, bytes: step.bodyBytes, ...tokens, ...text });
        return;
      }
      case 'end':
        if (step.bytes.length > 0) connection.arrive({ kind: 'bytes', at, bytes: step.bytes });
        this.#emit({ kind: 'response-ended', at, request });
        this.#finish(connection, step.closes, at);
        return;
      case 'cut':
        this.#lose(connection, 'eof', at);
        return;
      case 'reset':
        this.#lose(connection, 'error', at);
    }
  }

  /** A response is complete; the next request of the connection gets its turn. */
  #finish(connection: Connection, closes: boolean, at: Micros): void {
    const done = connection.requests.shift();
    if (done) this.#submitted.delete(done.id);
    connection.answering = null;
    connection.response = null;
    if (closes) {
      this.#lose(connection, 'eof', at);
      return;
    }
    while (!connection.answering && !connection.serverGone) {
      const next = connection.waiting.shift();
      if (!next) return;
      this.#serve(connection, next, at);
    }
  }

  /** The service's end has gone; requests that were not answered completely have failed. */
  #lose(connection: Connection, how: 'eof' | 'error', at: Micros): void {
    connection.serverGone = true;
    connection.answering = null;
    connection.response = null;
    connection.waiting.length = 0;
    connection.arrive(how === 'eof' ? { kind: 'eof', at } : { kind: 'error', at, code: 'ECONNRESET' });
    for (const { id: request } of connection.requests.splice(0)) {
      this.#submitted.delete(request);
      this.#emit({ kind: 'request-failed', at, request, code: how === 'eof' ? 'EOF' : 'ECONNRESET' });
    }
    this.#emit({ kind: 'connection-closed', at, connection: connection.id, by: 'server' });
  }
}

/** Whether the service had sent everything by `at`. */
function isOver(plan: ResponsePlan | null, at: Micros): boolean {
  if (plan === null) return false;
  return plan.kind === 'reset' ? plan.at <= at : plan.end.kind !== 'stalled' && plan.end.at <= at;
}

function earliest(one: Micros | null, other: Micros | null): Micros | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function failureText(code: NetworkError['code'], connection: Connection): string {
  return code === 'ECONNREFUSED'
    ? `connect ECONNREFUSED ${lookup(connection.host)}:${connection.port}`
    : `read ${code}`;
}
