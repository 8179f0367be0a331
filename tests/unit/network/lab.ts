import { createClock } from '../../../sandbox/clock/lab-clock.ts';
import { createHttpClient } from '../../../sandbox/network/lab-http-client.ts';
import { createNetwork } from '../../../sandbox/network/lab-network.ts';
import type { PlannedChunk, ResponsePlan, Service, ServiceRequest } from '../../../sandbox/service/plan.ts';
import type { ConnectionId, TraceEvent } from '../../../sandbox/trace/event.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export type Answer = (request: ServiceRequest, at: number, id: number) => ResponsePlan | 'queued';

export function chunkAt(at: number, text: string, tokens?: number): PlannedChunk {
  return { at, bytes: () => encoder.encode(text), ...(tokens === undefined ? {} : { tokens, text: () => text }) };
}

/** A JSON answer `micros` after the request has reached the service. */
export function answerAfter(micros: number, body = '{"ok":true}', status = 200): Answer {
  return (_request, at, id) => ({
    kind: 'answer',
    request: id,
    head: { at: at + micros, status, headers: [['content-type', 'application/json']] },
    framing: 'length',
    chunks: [chunkAt(at + micros, body)],
    end: { at: at + micros, kind: 'done' },
  });
}

/** A service that answers as the test says and remembers what reached it. */
export class ScriptedService implements Service {
  readonly seen: { readonly request: ServiceRequest; readonly at: number; readonly id: number }[] = [];
  readonly aborted: { readonly request: number; readonly at: number }[] = [];
  readonly decisions: { readonly at: number; readonly plan: ResponsePlan }[] = [];
  refuse = new Set<number>();
  attempts: number[] = [];
  answer: Answer;
  #last = 0;

  constructor(answer: Answer) {
    this.answer = answer;
  }

  submit(request: ServiceRequest, at: number) {
    if (at < this.#last) throw new Error(`time ran backwards from ${this.#last} to ${at}`);
    this.#last = at;
    const id = request.id ?? 0;
    this.seen.push({ request, at, id });
    const plan = this.answer(request, at, id);
    return { request: id, plans: plan === 'queued' ? [] : [plan] };
  }

  abort(request: number, at: number) {
    this.aborted.push({ request, at });
    return [];
  }

  advance(to: number) {
    this.#last = Math.max(this.#last, to);
    const due = this.decisions.filter((decision) => decision.at <= to);
    for (const decision of due) this.decisions.splice(this.decisions.indexOf(decision), 1);
    return due.map((decision) => decision.plan);
  }

  nextDecision() {
    return this.decisions.length > 0 ? Math.min(...this.decisions.map((decision) => decision.at)) : null;
  }

  accept(nth: number, at: number) {
    this.attempts.push(at);
    return this.refuse.has(nth) ? ('refused' as const) : ('accepted' as const);
  }
}

/** A lab of clock, scripted service and network, in Wiederholbar. Round trip 20 ms unless told. */
export function lab(answer: Answer = answerAfter(100_000), conditions: { roundTripMs?: number; tls?: boolean } = {}) {
  const clock = createClock({ mode: { kind: 'wiederholbar' }, cpuFactor: 0 });
  const service = new ScriptedService(answer);
  const trace: TraceEvent[] = [];
  const network = createNetwork({
    clock,
    service,
    conditions: { network: { roundTripMs: conditions.roundTripMs ?? 20, tls: conditions.tls ?? true } },
    emit: (event) => trace.push(event),
  });
  const client = createHttpClient({ clock, network });

  /** Blocks as a socket does: until something can be received. */
  function receive(connection: ConnectionId, max = 65_536): Uint8Array {
    for (;;) {
      const bytes = network.receive(connection, max);
      if (bytes !== null) return bytes;
      const known = network.readableAt(connection);
      const due = known >= 0 ? known : network.nextDue();
      if (due === null) throw new Error('deadlock');
      clock.blockUntil(due);
    }
  }

  /** A connection that is ready for requests. */
  function open(host = 'api.openai.com', port = 443): ConnectionId {
    const connection = network.connect(host, port);
    receive(connection, 0);
    if (port === 443) {
      network.handshake(connection, host);
      receive(connection, 0);
    }
    return connection;
  }

  /** Everything that comes until the server closes or nothing is to come. */
  function receiveAll(connection: ConnectionId): string {
    let text = '';
    for (;;) {
      const bytes = network.receive(connection, 65_536);
      if (bytes?.length === 0) return text;
      if (bytes) text += decoder.decode(bytes);
      const due = bytes ? clock.peek() : network.nextDue();
      if (due === null) return text;
      clock.blockUntil(due);
    }
  }

  /** Runs the client as a runtime's event loop does, until no exchange is open. */
  function runLoop(): void {
    while (client.open > 0) {
      for (const turn of client.takeDue()) turn();
      if (client.open === 0) return;
      const due = client.nextDue();
      if (due === null) throw new Error('deadlock');
      clock.blockUntil(due);
    }
  }

  return { clock, service, network, client, trace, open, receive, receiveAll, runLoop };
}

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function post(path: string, body: string, extra = ''): Uint8Array {
  const bytes = encoder.encode(body);
  return encoder.encode(
    `POST ${path} HTTP/1.1\r\nHost: api.openai.com\r\nContent-Length: ${bytes.length}\r\n${extra}\r\n${body}`,
  );
}

export function eventsOf<K extends TraceEvent['kind']>(
  trace: readonly TraceEvent[],
  kind: K,
): readonly Extract<TraceEvent, { kind: K }>[] {
  return trace.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
}
