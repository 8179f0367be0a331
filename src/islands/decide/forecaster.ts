import type { ForecastQuestion, FromForecaster, ToForecaster } from '../../../sandbox/forecast/wire.ts';

/** The part of a worker that the forecaster needs. */
export interface ForecastWorker {
  postMessage(message: ToForecaster): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromForecaster }) => void): void;
}

/**
 * Asks the forecast's worker. While it computes, only the newest question is kept; an answer is delivered only if no newer
 * answer was, and a curve only if it belongs to the newest question.
 */
export class Forecaster {
  readonly #worker: ForecastWorker;
  readonly #deliver: (answer: FromForecaster) => void;
  #ticket = 0;
  #asked: number | null = null;
  #next: ForecastQuestion | null = null;

  constructor(worker: ForecastWorker, deliver: (answer: FromForecaster) => void) {
    this.#worker = worker;
    this.#deliver = deliver;
    worker.addEventListener('message', ({ data }) => this.#receive(data));
  }

  /** Asks, or replaces the question that is waiting to be asked. */
  ask(question: ForecastQuestion): void {
    this.#next = question;
    if (this.#asked === null) this.#send();
  }

  #send(): void {
    const question = this.#next;
    if (question === null) return;
    this.#next = null;
    this.#ticket += 1;
    this.#asked = this.#ticket;
    this.#worker.postMessage({ kind: 'ask', ticket: this.#ticket, question });
  }

  #receive(answer: FromForecaster): void {
    const isCurve = answer.kind === 'curve';
    if (answer.ticket === this.#ticket && !(isCurve && this.#next !== null)) this.#deliver(answer);
    if (answer.ticket === this.#asked && !isCurve) {
      this.#asked = null;
      this.#send();
    }
  }
}
