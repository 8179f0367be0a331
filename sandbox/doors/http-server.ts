import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Conditions } from '../conditions/conditions.ts';
import { createEventLog } from '../service/log.ts';
import type { ServiceRequest } from '../service/plan.ts';
import { createService } from '../service/service.ts';
import type { Tokenizer } from '../service/tokens/tokenizer.ts';
import type { ServiceEvent } from '../trace/event.ts';
import { type AnswerDriver, createAnswerDriver } from './answer-driver.ts';
import { checkedConditions } from './checked-conditions.ts';
import { checkServerOptions } from './checked-options.ts';
import { answerFailure, createAnswerWriter } from './http-server-answer.ts';
import { collectBody } from './http-server-body.ts';
import { answerPreflight, corsHeaders, type ExposedHeaders } from './http-server-cors.ts';
import { answerLab } from './http-server-lab.ts';
import {
  refuseExpectation,
  refuseMalformed,
  refuseTooLarge,
  refuseTunnel,
  refuseWithoutHost,
} from './http-server-refusals.ts';
import { preciseTimers } from './http-server-timers.ts';
import { gatherTurn } from './http-server-turn.ts';
import { createWebhookSender, type WebhookTarget } from './http-server-webhooks.ts';
import { answerWelcome, isOwnAddress } from './http-server-welcome.ts';

export interface MockServerOptions {
  readonly conditions: Conditions;
  /** How many times faster than planned answers come; default 1. */
  readonly speed?: number;
  /** Which headers a page's code may read; default `alle`. */
  readonly exposedHeaders?: ExposedHeaders;
  /** Bytes of the longest body; default 512 MB, the API's largest upload. */
  readonly maxBodyBytes?: number;
  /** Where webhooks go; without it none are sent. */
  readonly webhook?: WebhookTarget;
  /** Counts tokens; default: the service's estimate, as in the lab. */
  readonly tokenizer?: Tokenizer;
  /** Is told every event of the service's log. What it throws is uncaught, as in any listener; the request is answered. */
  readonly onEvent?: (event: ServiceEvent) => void;
}

export interface MockServer {
  /**
   * Starts to listen on 127.0.0.1, once; `port` 0 takes a free one. Rejects if the port is busy. Returns the address without
   * path.
   */
  listen(port?: number): Promise<string>;
  /** Ends all connections and the server. */
  close(): Promise<void>;
  /** What `GET /lab/log` shows. */
  log(): readonly ServiceEvent[];
}

const MAX_BODY_BYTES = 512 * 1024 * 1024;
/**
 * Idle connections are left to the client, and no `keep-alive: timeout` tells it otherwise: the real API sends none, and
 * Node's fetch would keep its connections as long as it is told.
 */
const KEEP_ALIVE_MS = 0;

/**
 * The mock service over HTTP, for curl and for every client with a base URL of its own. Throws a TypeError that says what is
 * wrong with the conditions or the other options.
 */
export function createMockServer(options: MockServerOptions): MockServer {
  // JavaScript may call this without any options.
  const given: Partial<MockServerOptions> | undefined = options;
  const conditions = checkedConditions(given?.conditions, 'createMockServer');
  checkServerOptions(options);
  return new MockHttpServer({ ...given, conditions });
}

/** A request that has come completely and is to be answered. */
interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Uint8Array;
}

class MockHttpServer implements MockServer {
  readonly #options: MockServerOptions;
  readonly #log = createEventLog();
  readonly #server: Server;
  readonly #maxBodyBytes: number;
  readonly #webhooks: ReturnType<typeof createWebhookSender> | null;
  #conditions: Conditions;
  #driver: AnswerDriver;
  /** Drivers of former conditions, with answers that are still under way. */
  #former: AnswerDriver[] = [];
  /** Whether the conditions may refuse connections at all: others are spared the question. */
  #refuses = false;
  /** Connections that were accepted, each by the driver of the conditions under which it was. */
  readonly #accepted = new WeakMap<Socket, AnswerDriver>();
  #closed = false;
  /** It was told to, and has not failed to. */
  #listens = false;
  /** Numbers requests across changes of conditions, so that the log never gives one number to two of them. */
  #lastRequest = 0;

  constructor(options: MockServerOptions) {
    this.#options = options;
    this.#maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES;
    this.#webhooks = options.webhook ? createWebhookSender(options.webhook, tell) : null;
    this.#conditions = options.conditions;
    this.#driver = this.#drive(options.conditions);
    const arrived = gatherTurn<Arrival>(preciseTimers.now, (group, since) => this.#handle(group, since));
    const settings = { keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true, requireHostHeader: false };
    this.#server = createServer(settings, (request, response) => {
      if (request.headers.host === undefined && request.httpVersion === '1.1') {
        refuseWithoutHost(request, response);
        return;
      }
      request.url = withoutOrigin(request.url ?? '/');
      if (this.#refuses && this.#isRefused(request.socket, request.url)) {
        request.socket.resetAndDestroy();
        return;
      }
      collectBody(request, this.#maxBodyBytes, (body) => {
        if (body === null) refuseTooLarge(request, response, this.#maxBodyBytes);
        else arrived({ request, response, body });
      });
    });
    this.#server.on('clientError', refuseMalformed);
    this.#server.on('checkExpectation', refuseExpectation);
    this.#server.on('connect', refuseTunnel);
  }

  listen(port = 0): Promise<string> {
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return Promise.reject(new TypeError(`Failed to listen: port is ${port}. Pass a whole number from 0 to 65535.`));
    }
    if (this.#closed || this.#listens) {
      const state = this.#closed ? 'was closed' : 'listens already';
      return Promise.reject(new Error(`Failed to listen: this server ${state}. Create another one.`));
    }
    this.#listens = true;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.#listens = false;
        reject(error);
      };
      const closed = (): void => fail(new Error('Failed to listen: this server was closed meanwhile.'));
      this.#server.once('error', fail);
      this.#server.once('close', closed);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.removeListener('error', fail);
        this.#server.removeListener('close', closed);
        // The wire to Node: a server that listens on TCP has an address of this kind.
        const { port: taken } = this.#server.address() as AddressInfo;
        resolve(`http://127.0.0.1:${taken}`);
      });
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const driver of [this.#driver, ...this.#former]) driver.stop();
    this.#webhooks?.stop();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  log(): readonly ServiceEvent[] {
    this.#driver.settle();
    return this.#log.entries();
  }

  /**
   * Whether a fault refuses the connection of this request. A server that refused connections at once could not be told to
   * stop it, so they are accepted, and it is decided when a connection's first request to the API comes (its head is enough):
   * a refused one is reset before any answer. A client sees ECONNRESET in place of ECONNREFUSED, both errors of connection to
   * it. The server's own addresses always answer. New conditions decide anew, also about connections that are kept alive.
   */
  #isRefused(connection: Socket, url: string): boolean {
    if (isOwnAddress(url) || this.#accepted.get(connection) === this.#driver) return false;
    if (!this.#driver.accepts()) return true;
    this.#accepted.set(connection, this.#driver);
    return false;
  }

  #drive(conditions: Conditions): AnswerDriver {
    this.#refuses = conditions.faults.some(({ kind }) => kind === 'refused');
    const { onEvent } = this.#options;
    const emit = onEvent
      ? (event: ServiceEvent) => {
          this.#log.emit(event);
          tellListener(onEvent, event);
        }
      : this.#log.emit;
    const speed = this.#options.speed ?? 1;
    const service = createService(conditions, {
      emit,
      clientSpeed: speed,
      ...(this.#webhooks ? { deliver: this.#webhooks.deliver } : {}),
      ...(this.#options.tokenizer ? { tokenizer: this.#options.tokenizer } : {}),
    });
    return createAnswerDriver(service, preciseTimers, speed, report);
  }

  #handle(group: readonly Arrival[], since: number): void {
    if (this.#closed) return;
    const unfinished = group.map((arrival) => this.#answerSafely(arrival, since));
    this.#driver.settle();
    for (const watch of unfinished) watch?.();
  }

  /** Whatever one request does to the service: it gets its 500, and everybody else is served. */
  #answerSafely(arrival: Arrival, since: number): (() => void) | null {
    try {
      return this.#answer(arrival, since);
    } catch (error) {
      report(error);
      answerFailure(arrival.response);
      return null;
    }
  }

  /** Lets a request be answered that came at `since`, by the clock of the timers. Returns what to do once all that is due was written; null where nothing is. */
  #answer({ request, response, body }: Arrival, since: number): (() => void) | null {
    const url = request.url ?? '/';
    if (request.method === 'OPTIONS' && answerPreflight(request, response)) return null;
    if (url.startsWith('/lab') && answerLab(request, response, body, this.#labRoutes())) return null;
    if (answerWelcome(request, response)) return null;
    const extra = corsHeaders(request, this.#options.exposedHeaders ?? 'alle');
    const write = createAnswerWriter(request, response, extra);
    let open = true;
    const abort = this.#driver.submit(
      asServiceRequest(request, url, body, ++this.#lastRequest),
      (due) => {
        open = due.end === null || due.end === 'stalled';
        write(due);
      },
      since,
    );
    return () => {
      if (!open) return;
      // A client may have left since its request came.
      if (response.destroyed) abort();
      else response.once('close', abort);
    };
  }

  #labRoutes() {
    return {
      log: () => this.log(),
      clearLog: () => {
        // What has happened by now belongs to what is forgotten.
        this.#driver.settle();
        this.#log.clear();
      },
      conditions: () => this.#conditions,
      changeConditions: (conditions: Conditions) => {
        this.#driver.settle();
        this.#former = [...this.#former, this.#driver].filter((driver) => driver.open > 0);
        this.#conditions = conditions;
        this.#driver = this.#drive(conditions);
      },
    };
  }
}

/** A listener's own mistakes are its caller's: loud, and none of the service's. */
function tellListener(onEvent: (event: ServiceEvent) => void, event: ServiceEvent): void {
  try {
    onEvent(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Something that whoever started the server should know. */
function tell(message: string): void {
  console.error(message);
}

/** A failure of our own machinery, for whoever started the server. */
function report(error: unknown): void {
  console.error('Failed to answer a request: the mock service threw. Report it with this text.', error);
}

/** The path of a request that names the whole address, as clients of a proxy do. */
function withoutOrigin(target: string): string {
  if (target.startsWith('/')) return target;
  const path = /^https?:\/\/[^/?#]*(.*)$/iu.exec(target)?.[1];
  return path === undefined ? target : path.startsWith('/') ? path : `/${path}`;
}

function asServiceRequest(request: IncomingMessage, path: string, body: Uint8Array, id: number): ServiceRequest {
  const raw = request.rawHeaders;
  const headers: [string, string][] = [];
  let host = '';
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    if (name === 'host') host = value;
    headers.push([name, value]);
  }
  const colon = host.lastIndexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  return { id, method: request.method ?? 'GET', path, host: name, headers, body };
}
