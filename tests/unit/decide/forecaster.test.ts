import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../sandbox/forecast/answer-question.ts';
import { forecastCurve } from '../../../sandbox/forecast/forecast.ts';
import type { ForecastQuestion, FromForecaster, ToForecaster } from '../../../sandbox/forecast/wire.ts';
import { questionOf } from '../../../src/islands/decide/calculator-question.ts';
import { createDecideStore } from '../../../src/islands/decide/decide-store.ts';
import { Forecaster, type ForecastWorker } from '../../../src/islands/decide/forecaster.ts';
import { askOnChange } from '../../../src/islands/decide/keep-forecasting.ts';
import { defaultNumbers } from '../../../src/islands/decide/numbers.ts';
import { decisionData } from './decision-files.ts';
import { ground } from './program-files.ts';

const question = (calls: number): ForecastQuestion => questionOf({ ...defaultNumbers, calls }, 'python', 10, ground);

/** A worker that answers only when it is told to. */
class HeldWorker implements ForecastWorker {
  readonly asked: ToForecaster[] = [];
  #listener: ((event: { readonly data: FromForecaster }) => void) | null = null;

  postMessage(message: ToForecaster): void {
    this.asked.push(message);
  }

  addEventListener(_type: 'message', listener: (event: { readonly data: FromForecaster }) => void): void {
    this.#listener = listener;
  }

  answer(data: FromForecaster): void {
    this.#listener?.({ data });
  }
}

function points(ticket: number): FromForecaster {
  return { kind: 'points', ticket, forecasts: [] };
}

describe('the page’s side', () => {
  test('asks once at a time and then only the newest question', () => {
    const worker = new HeldWorker();
    const forecaster = new Forecaster(worker, () => {});
    for (const calls of [1, 2, 3, 4]) forecaster.ask(question(calls));
    expect(worker.asked.map(({ question: { workload } }) => workload.calls)).toEqual([1]);
    worker.answer(points(1));
    expect(worker.asked.map(({ question: { workload } }) => workload.calls)).toEqual([1, 4]);
  });

  test('delivers no curve of a question that is no longer the newest, and nothing twice', () => {
    const worker = new HeldWorker();
    const delivered: string[] = [];
    const forecaster = new Forecaster(worker, ({ kind, ticket }) => delivered.push(`${kind} ${ticket}`));
    forecaster.ask(question(1));
    worker.answer(points(1));
    forecaster.ask(question(2));
    worker.answer({ kind: 'failed', ticket: 1, message: 'too late' });
    worker.answer(points(2));
    expect(delivered).toEqual(['points 1', 'points 2']);
  });
});

describe('the calculator', () => {
  const curve = forecastCurve({ ...question(defaultNumbers.calls), mode: 'asynchron-begrenzt' });
  const knee = curve.knee.concurrency;

  function open() {
    const worker = new HeldWorker();
    const store = createDecideStore({
      data: decisionData,
      ground,
      first: { points: [], curve },
      programs: {},
      experiments: {},
      claims: {},
      colours: '',
      laboratory: '',
    });
    askOnChange(store, worker);
    return { worker, store, concurrencies: () => worker.asked.map(({ question: { concurrency } }) => concurrency) };
  }

  test('asks first with the concurrency that the build has found, and not again when it is found again', () => {
    const { worker, concurrencies } = open();
    worker.answer(points(1));
    worker.answer({ kind: 'curve', ticket: 1, curve });
    expect(concurrencies()).toEqual([knee]);
  });

  test('guesses for other numbers, and asks once more when the best is found', () => {
    const { worker, store, concurrencies } = open();
    worker.answer(points(1));
    store.setNumbers({ ...defaultNumbers, maxSeconds: 4 });
    worker.answer(points(2));
    worker.answer({ kind: 'curve', ticket: 2, curve });
    expect(concurrencies()).toEqual([knee, expect.any(Number), knee]);
    expect(concurrencies()[1]).not.toBe(knee);
  });
});

describe('the worker’s side', () => {
  const ask = (ticket: number, calls: number): ToForecaster => ({ kind: 'ask', ticket, question: question(calls) });

  test('answers with the points of all modes first, then with the curve', async () => {
    const sent: FromForecaster[] = [];
    const answer = createAnswerer(
      (message) => sent.push(message),
      () => Promise.resolve(),
    );
    await answer(ask(1, 50));
    expect(sent.map(({ kind }) => kind)).toEqual(['points', 'curve']);
    const [first] = sent;
    expect(first?.kind === 'points' && first.forecasts.map(({ mode }) => mode)).toEqual(question(50).modes);
  });

  test('gives up the curve as soon as a newer question is there', async () => {
    const sent: FromForecaster[] = [];
    const answer = createAnswerer(
      (message) => sent.push(message),
      () => Promise.resolve(),
    );
    await Promise.all([answer(ask(1, 400)), answer(ask(2, 400))]);
    expect(sent.map(({ kind, ticket }) => `${kind} ${ticket}`)).toEqual(['points 1', 'points 2', 'curve 2']);
  });

  test('says what failed instead of falling silent', async () => {
    const sent: FromForecaster[] = [];
    const answer = createAnswerer(
      (message) => sent.push(message),
      () => Promise.resolve(),
    );
    await answer(ask(1, -1));
    expect(sent.at(-1)?.kind).toBe('failed');
  });
});
