import { type Clock, MICROS_PER_MS, type Micros } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import type { Service } from '../service/plan.ts';
import type { ConnectionId, Emit } from '../trace/event.ts';
import { callFingerprint } from './call-fingerprint.ts';
import { Connection, type OpenRequest } from './connection.ts';
import { field } from './http-message.ts';
import { lookup, routeOf } from './names.ts';
import { type Network, NetworkError } from './network.ts';
import { ProgramSide } from './program-side.ts';
import { ServiceSide } from './service-side.ts';

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
  readonly #programSide: ProgramSide;
  readonly #serviceSide: ServiceSide;
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
    this.#programSide = new ProgramSide(options.emit, this.#down, {
      answered: (connection, at) => this.#serviceSide.goOn(connection, at),
      forgotten: (request) => this.#serviceSide.forget(request),
    });
    this.#serviceSide = new ServiceSide(options.service, this.#down, this.#programSide);
  }

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
      this.#programSide.schedule(connection, { kind: 'connected', at: now });
    } else {
      this.#serviceSide.send({ at: now + this.#up, connection, kind: 'connect' });
      this.#programSide.schedule(connection, { kind: 'connected', at: now + this.#up + this.#down });
    }
    return id;
  }

  handshake(id: ConnectionId, _host: string): void {
    const now = this.#now();
    const connection = this.#opened(id, 'handshake');
    connection.phase = 'handshaking';
    if (!this.#tls) {
      this.#programSide.schedule(connection, { kind: 'handshaken', at: now, traced: false });
      return;
    }
    this.#emit({ kind: 'handshaking', at: now, connection: id });
    this.#programSide.schedule(connection, { kind: 'handshaken', at: now + this.#up + this.#down, traced: true });
  }

  send(id: ConnectionId, bytes: Uint8Array, line?: number): void {
    const now = this.#now();
    const connection = this.#opened(id, 'write');
    if (connection.reader.idle) connection.line = line;
    else connection.line ??= line;
    if (connection.serverGone) {
      // The service's host answers bytes for a closed connection with a reset.
      this.#programSide.schedule(connection, { kind: 'reset', at: now + this.#up + this.#down });
      return;
    }
    if (this.#tls && connection.port === 443 && !connection.secured) {
      this.#serviceSide.send({
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
        this.#serviceSide.send({ at: now + this.#up, connection, ...step });
        continue;
      }
      const open = { id: ++this.#lastRequest, request: step.request };
      this.#announce(connection, open, now);
      this.#serviceSide.send({ at: now + this.#up, connection, kind: 'request', open });
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
    this.#serviceSide.send({ at: now + this.#up, connection, kind: 'close' });
  }

  nextDue(): Micros | null {
    const arrival = earliest(this.#programSide.nextAt(), this.#serviceSide.nextAt());
    return earliest(arrival, this.#service.nextDecision());
  }

  takeReadable(): readonly ConnectionId[] {
    this.#now();
    return this.#programSide.takeReadable();
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

  /** Lets everything happen that is due by now, in its order, and returns now. */
  #now(): Micros {
    const now = this.#clock.peek();
    if (this.#settling) return now;
    this.#settling = true;
    try {
      for (let due = this.nextDue(); due !== null && due <= now; due = this.nextDue()) this.#step(due);
      this.#serviceSide.advance(now);
    } finally {
      this.#settling = false;
    }
    return now;
  }

  /** One thing that happens at `at`. At equal times the service decides first, then it is reached, then the program. */
  #step(at: Micros): void {
    this.#serviceSide.advance(at);
    if (this.#serviceSide.reachNext(at) || this.#programSide.deliverNext(at)) return;
    if ((this.#service.nextDecision() ?? at + 1) > at) return;
    throw new Error(
      `Failed to settle the network: the service still wants to decide at ${at} µs. Let advance() pass that time.`,
    );
  }
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
