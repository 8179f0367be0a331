import type { Micros } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { type Draw, digests, drawsFor, type Identity } from '../service/draw.ts';
import { faultFor, type RequestFault } from '../service/faults.ts';
import { backgroundQueue } from '../service/job-durations.ts';
import { managementTiming, type Timing, timingOf } from '../service/latency.ts';
import type { Work } from '../service/work.ts';
import type { Workload } from './order.ts';

/** Replaces `{n}` in all strings of a JSON value by the number of the call. */
function numbered(value: unknown, n: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{n}', n);
  if (Array.isArray(value)) return value.map((item) => numbered(item, n));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbered(item, n)]));
}

/** Retries whose values are kept; further ones are rare and computed again. */
const KEPT_RETRIES = 8;

/** Values by call and retry, computed once. */
class PerAttempt<T> {
  readonly #values: (T | undefined)[][] = Array.from({ length: KEPT_RETRIES }, () => []);

  of(call: number, retry: number, compute: () => T): T {
    const row = this.#values[retry];
    const known = row?.[call];
    if (known !== undefined) return known;
    const value = compute();
    if (row !== undefined) row[call] = value;
    return value;
  }
}

/**
 * What the service would draw for each call: the same functions on the same request, so that a forecast of a program
 * reads the same times as its run. What was drawn is kept, because every mode asks for it again.
 */
export class CallTimes {
  readonly #conditions: Conditions;
  readonly #workload: Workload;
  readonly #work: Work;
  readonly #digests: Float64Array;
  readonly #timings = new PerAttempt<Timing>();
  readonly #refusals = new PerAttempt<Micros>();

  constructor(conditions: Conditions, workload: Workload) {
    this.#conditions = conditions;
    this.#workload = workload;
    this.#work = workOf(workload);
    this.#digests = new Float64Array(2 * workload.calls);
  }

  /** How long the service works on attempt `retry` of `call`, and when the first token is there. `load` is 1 or more. */
  timing(call: number, retry: number, load: number): Timing {
    if (load !== 1) return this.#draw(call, retry, load);
    return this.#timings.of(call, retry, () => this.#draw(call, retry, 1));
  }

  /** How long the service takes to refuse attempt `retry` of `call`. */
  refusal(call: number, retry: number): Micros {
    const { latency } = this.#conditions;
    return this.#refusals.of(call, retry, () => managementTiming(latency, this.#draws(call, retry, 'refusal')).end);
  }

  /**
   * The same for a background response: its time in the queue included, no slot and no load. The answer itself takes as
   * long as in every other mode, so that modes differ by how they wait and not by luck.
   */
  background(call: number, retry: number): Micros {
    const { end } = this.timing(call, retry, 1);
    return backgroundQueue(end, this.#draws(call, retry, 'job')) + end;
  }

  /** The fault that meets attempt `retry` of `call`, if any. */
  fault(call: number, retry: number): RequestFault | null {
    const { faults, seed } = this.#conditions;
    return faults.length === 0 ? null : faultFor(faults, seed, this.#identity(call, retry));
  }

  #draws(call: number, retry: number, label: 'latency' | 'refusal' | 'job'): Draw {
    return drawsFor(this.#conditions.seed, this.#identity(call, retry), label);
  }

  /** What the service knows the attempt by. */
  #identity(call: number, retry: number): Identity {
    if (this.#digests[2 * call] === 0) {
      const { path, body } = this.#workload.request;
      const [a, b] = digests(['POST', path, numbered(body, String(call + 1))]);
      this.#digests[2 * call] = a;
      this.#digests[2 * call + 1] = b;
    }
    return {
      a: this.#digests[2 * call] ?? 0,
      b: this.#digests[2 * call + 1] ?? 0,
      occurrence: 0,
      arrivals: retry,
      retry,
    };
  }

  #draw(call: number, retry: number, load: number): Timing {
    return timingOf(this.#conditions.latency, this.#work, load, this.#draws(call, retry, 'latency'));
  }
}

function workOf(workload: Workload): Work {
  return {
    endpoint: workload.request.path.replace(/^\/v1\//u, ''),
    model: workload.model,
    pace: workload.request.path.endsWith('/embeddings') ? 'embedding' : 'generation',
    promptTokens: workload.promptTokens,
    outputTokens: workload.outputTokens,
    reservedTokens: workload.promptTokens + workload.maxOutputTokens,
    tier: 'default',
    answer: { kind: 'whole', contentType: 'application/json', bytes: () => new Uint8Array() },
  };
}
