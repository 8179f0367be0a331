import type { Conditions } from '../conditions/conditions.ts';
import type { Micros } from '../trace/event.ts';
import type { ApiError } from './api-error.ts';
import type { Dialect } from './dialect.ts';
import { type Draw, type DrawLabel, digests, drawsFor, type Identity } from './draw.ts';
import type { Call } from './endpoint.ts';
import { type Incoming, isObject, type JsonObject } from './incoming.ts';
import { askedLatency } from './lab-headers.ts';
import { askedTiming, type TimedWork, type Timing, timingOf } from './latency.ts';
import { decide } from './routes.ts';
import type { Stored } from './stored.ts';
import type { Tokenizer } from './tokens/tokenizer.ts';
import type { Work } from './work.ts';

/** What all requests of a service share. */
export interface ServiceState {
  readonly conditions: Conditions;
  readonly tokenizer: Tokenizer;
  readonly stored: Stored;
  /** Wall-clock time at lab time 0, in milliseconds since 1970. */
  readonly labEpochMs: number;
}

/** One request as endpoints see it. */
export class RequestCall implements Call {
  readonly incoming: Incoming;
  readonly dialect: Dialect;
  readonly identity: Identity;
  readonly at: Micros;
  readonly unixSeconds: number;
  parameters: readonly string[] = [];
  deployment: string | null = null;
  readonly #state: ServiceState;
  #seeded: Identity | undefined;

  constructor(state: ServiceState, incoming: Incoming, identity: Identity, dialect: Dialect, at: Micros) {
    this.#state = state;
    this.dialect = dialect;
    this.incoming = incoming;
    this.identity = identity;
    this.at = at;
    this.unixSeconds = this.unixAt(at);
  }

  get conditions(): Conditions {
    return this.#state.conditions;
  }

  get tokenizer(): Tokenizer {
    return this.#state.tokenizer;
  }

  get stored(): Stored {
    return this.#state.stored;
  }

  unixAt(at: Micros): number {
    return Math.floor((this.#state.labEpochMs + at / 1_000) / 1_000);
  }

  draws(label: DrawLabel, number?: number): Draw {
    const { seed } = this.#state.conditions;
    if (label !== 'seeded-content') return drawsFor(seed, this.identity, label, number);
    // Once for all choices of an answer.
    this.#seeded ??= this.#seededIdentity();
    return drawsFor(seed, this.#seeded, label, number);
  }

  /** The request as its own seed knows it: the same text comes whole and as a stream. */
  #seededIdentity(): Identity {
    const { body, method, pathname } = this.incoming;
    if (body.kind !== 'json' || !isObject(body.value)) return this.identity;
    const asked = Object.entries(body.value).filter(([name]) => name !== 'stream' && name !== 'stream_options');
    const [a, b] = digests([method, pathname, Object.fromEntries(asked)]);
    return { ...this.identity, a, b };
  }

  timing(work: TimedWork, draw: Draw): Timing {
    const asked = askedLatency(this.incoming);
    return asked === null ? timingOf(this.#state.conditions.latency, work, 1, draw) : askedTiming(asked, work);
  }

  decideAnother(path: string, body: JsonObject): Work | ApiError {
    const incoming: Incoming = {
      ...this.incoming,
      method: 'POST',
      pathname: path,
      body: { kind: 'json', value: body },
    };
    // Whether a body leaves the background unmentioned or declines it, the request is the same.
    const [a, b] = digests(['POST', path, { ...body, background: false }]);
    const identity = { a, b, occurrence: 0, arrivals: 0, retry: 0 };
    return decide(new RequestCall(this.#state, incoming, identity, this.dialect, this.at), this.dialect);
  }
}
