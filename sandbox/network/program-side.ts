import type { Micros } from '../clock/clock.ts';
import { Heap } from '../service/heap.ts';
import type { ConnectionId, Emit, RequestId } from '../trace/event.ts';
import type { Arrival, Connection } from './connection.ts';
import type { WireStep } from './response-wire.ts';

/** What the program's side tells the service's side. */
export interface ProgramSideEvents {
  /** A response is complete: the next request of the connection has its turn. */
  answered(connection: Connection, at: Micros): void;
  /** These requests will get no (further) answer. */
  forgotten(request: RequestId): void;
}

/** What arrives at the program's side: in which order, when, and what the trace says about it. */
export class ProgramSide {
  readonly #emit: Emit;
  readonly #down: Micros;
  readonly #events: ProgramSideEvents;
  /** Each connection is in here at most once, with its next arrival. */
  readonly #due = new Heap<Connection>();
  #readable: Connection[] = [];

  /** `down`: time from the service to the program. */
  constructor(emit: Emit, down: Micros, events: ProgramSideEvents) {
    this.#emit = emit;
    this.#down = down;
    this.#events = events;
  }

  /** When the next thing arrives; null while nothing is known. */
  nextAt(): Micros | null {
    let first = this.#due.first();
    while (first?.phase === 'closed') {
      this.#due.popDue(Number.POSITIVE_INFINITY);
      first = this.#due.first();
    }
    return this.#due.nextAt();
  }

  /** Connections that have become readable since the last call. */
  takeReadable(): readonly ConnectionId[] {
    if (this.#readable.length === 0) return [];
    const readable = this.#readable;
    this.#readable = [];
    for (const connection of readable) connection.announced = false;
    return readable.filter((connection) => connection.phase !== 'closed').map((connection) => connection.id);
  }

  /** Something is on its way to the program; `arrival.at` is when it is there. */
  schedule(connection: Connection, arrival: Arrival): void {
    connection.arrivals.push(arrival);
    this.scheduleNext(connection);
  }

  /** The connection's response is known, or goes on. */
  scheduleNext(connection: Connection): void {
    if (connection.scheduled || connection.phase === 'closed') return;
    const at = connection.nextArrivalAt(this.#down);
    if (at === null) return;
    connection.scheduled = true;
    this.#due.push(at, connection);
  }

  /** Lets the first thing that is due by `at` arrive; false if there is none. */
  deliverNext(at: Micros): boolean {
    const connection = this.#due.popDue(at);
    if (!connection) return false;
    connection.scheduled = false;
    if (connection.phase === 'closed') return true;
    const arrival = connection.arrivals.shift();
    const step = arrival ? null : connection.response?.take();
    if (arrival) this.#deliver(connection, arrival, at);
    else if (step) this.#deliverStep(connection, step, at);
    if (!connection.announced && connection.firstArrived) {
      connection.announced = true;
      this.#readable.push(connection);
    }
    this.scheduleNext(connection);
    return true;
  }

  #deliver(connection: Connection, arrival: Arrival, at: Micros): void {
    switch (arrival.kind) {
      case 'connected':
        this.#connected(connection, at);
        return;
      case 'handshaken':
        connection.phase = 'open';
        connection.secured = true;
        connection.arrive({ kind: 'result', at });
        if (arrival.traced) this.#emit({ kind: 'handshaken', at, connection: connection.id });
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

  #connected(connection: Connection, at: Micros): void {
    if (connection.accepted) {
      connection.phase = 'open';
      connection.arrive({ kind: 'result', at });
      this.#emit({ kind: 'connected', at, connection: connection.id });
    } else {
      connection.arrive({ kind: 'error', at, code: 'ECONNREFUSED' });
      this.#emit({ kind: 'connect-failed', at, connection: connection.id, code: 'ECONNREFUSED' });
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

  #finish(connection: Connection, closes: boolean, at: Micros): void {
    const done = connection.requests.shift();
    if (done) this.#events.forgotten(done.id);
    connection.answering = null;
    connection.response = null;
    if (closes) this.#lose(connection, 'eof', at);
    else this.#events.answered(connection, at);
  }

  /** The service's end has gone; requests that were not answered completely have failed. */
  #lose(connection: Connection, how: 'eof' | 'error', at: Micros): void {
    connection.serverGone = true;
    connection.answering = null;
    connection.response = null;
    connection.waiting.length = 0;
    connection.arrive(how === 'eof' ? { kind: 'eof', at } : { kind: 'error', at, code: 'ECONNRESET' });
    for (const { id: request } of connection.requests.splice(0)) {
      this.#events.forgotten(request);
      this.#emit({ kind: 'request-failed', at, request, code: how === 'eof' ? 'EOF' : 'ECONNRESET' });
    }
    this.#emit({ kind: 'connection-closed', at, connection: connection.id, by: 'server' });
  }
}
