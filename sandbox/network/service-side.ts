import type { Micros } from '../clock/clock.ts';
import type { ResponsePlan, Service } from '../service/plan.ts';
import type { RequestId } from '../trace/event.ts';
import type { Connection, OpenRequest, Waiting } from './connection.ts';
import type { ProgramSide } from './program-side.ts';
import { headBytes, ResponseWire } from './response-wire.ts';

/** What is on its way to the service; `at` is when it is there. */
export type Upstream = { readonly at: Micros; readonly connection: Connection } & (
  | { readonly kind: 'connect' | 'close' }
  | Waiting
);

/** A request that the service knows; `plan` once it is certain. */
interface Submitted {
  readonly connection: Connection;
  readonly open: OpenRequest;
  plan: ResponsePlan | null;
}

/** What arrives at the service's side, and what the service makes of it. */
export class ServiceSide {
  readonly #service: Service;
  readonly #down: Micros;
  readonly #program: ProgramSide;
  readonly #submitted = new Map<RequestId, Submitted>();
  /** Everything takes the same time to the service, so what was sent first arrives first. */
  #upstream: Upstream[] = [];
  #taken = 0;
  #attempts = 0;

  /** `down`: time from the service to the program. */
  constructor(service: Service, down: Micros, program: ProgramSide) {
    this.#service = service;
    this.#down = down;
    this.#program = program;
  }

  /** When the next thing arrives here; null if nothing is on its way. */
  nextAt(): Micros | null {
    return this.#upstream[this.#taken]?.at ?? null;
  }

  send(upstream: Upstream): void {
    this.#upstream.push(upstream);
  }

  /** Lets the first thing that is due by `at` arrive; false if there is none. */
  reachNext(at: Micros): boolean {
    const upstream = this.#upstream[this.#taken];
    if (!upstream || upstream.at > at) return false;
    this.#taken += 1;
    if (this.#taken >= 64 && this.#taken * 2 >= this.#upstream.length) {
      this.#upstream = this.#upstream.slice(this.#taken);
      this.#taken = 0;
    }
    this.#reach(upstream, at);
    return true;
  }

  /** Moves the service to `at`. */
  advance(at: Micros): void {
    this.#apply(this.#service.advance(at));
  }

  /** What waited on this connection has its turn, now that the request before it is answered. */
  goOn(connection: Connection, at: Micros): void {
    while (!connection.answering && !connection.serverGone) {
      const next = connection.waiting.shift();
      if (!next) return;
      this.#serve(connection, next, at);
    }
  }

  forget(request: RequestId): void {
    this.#submitted.delete(request);
  }

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
        if (connection.serverGone) this.#program.schedule(connection, { kind: 'reset', at: at + this.#down });
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
        this.#program.schedule(connection, { kind: 'bytes', at: at + this.#down, bytes: headBytes(100, []) });
        return;
      case 'malformed':
        connection.serverGone = true;
        this.#program.schedule(connection, { kind: 'refusal', at: at + this.#down, bytes: refusal(what.status) });
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
      this.#program.scheduleNext(connection);
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
}

function refusal(status: number): Uint8Array {
  return headBytes(status, [
    ['connection', 'close'],
    ['content-length', '0'],
  ]);
}

/** Whether the service had sent everything by `at`. */
function isOver(plan: ResponsePlan | null, at: Micros): boolean {
  if (plan === null) return false;
  return plan.kind === 'reset' ? plan.at <= at : plan.end.kind !== 'stalled' && plan.end.at <= at;
}
