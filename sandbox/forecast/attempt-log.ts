import type { Micros } from '../clock/clock.ts';

/** What happened to the calls of one simulated run; grows by numbers only. */
export class AttemptLog {
  requests = 0;
  rateLimited = 0;
  failed = 0;
  succeeded = 0;
  /** Attempts that the service computed, whether the client waited for them or not: they are billed. */
  billed = 0;
  lastAt: Micros = 0;
  /** Sum over all requests of the time they were under way. */
  inFlight: Micros = 0;
  readonly #durations: Float64Array;
  readonly #firstTokens: Float64Array;

  constructor(calls: number) {
    this.#durations = new Float64Array(calls);
    this.#firstTokens = new Float64Array(calls);
  }

  /** A call was answered; both times count from its start. */
  answered(duration: Micros, firstToken: Micros): void {
    this.#durations[this.succeeded] = duration / 1_000;
    this.#firstTokens[this.succeeded] = firstToken / 1_000;
    this.succeeded += 1;
  }

  /** Durations of the answered calls in milliseconds. */
  durations(): Float64Array {
    return this.#durations.subarray(0, this.succeeded);
  }

  /** Times to the first token of the answered calls in milliseconds. */
  firstTokens(): Float64Array {
    return this.#firstTokens.subarray(0, this.succeeded);
  }
}
