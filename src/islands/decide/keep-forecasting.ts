import { effect } from '@preact/signals';
import type { FromForecaster } from '../../../sandbox/forecast/wire.ts';
import { firstConcurrency, questionOf } from './calculator-question.ts';
import type { DecideStore } from './decide-store.ts';
import { Forecaster, type ForecastWorker } from './forecaster.ts';
import { defaultNumbers, type Numbers } from './numbers.ts';

/** The best concurrency found for numbers that differ in nothing but their concurrency. */
interface Found {
  readonly key: string;
  readonly concurrency: number;
}

function keyOf(numbers: Numbers, language: string): string {
  return JSON.stringify([{ ...numbers, concurrency: null }, language]);
}

/** Asks the forecast's worker whenever numbers or language change. Returns how to stop. */
export function keepForecasting(store: DecideStore): () => void {
  const worker = new Worker(new URL('../../../sandbox/forecast/forecast-worker.ts', import.meta.url), {
    type: 'module',
  });
  worker.addEventListener('error', () => {
    store.failure.value = 'Der Worker der Vorhersage ließ sich nicht starten.';
  });
  const stop = askOnChange(store, worker);
  return () => {
    stop();
    worker.terminate();
  };
}

/** Asks a worker now and whenever numbers or language change. Returns how to stop. */
export function askOnChange(store: DecideStore, worker: ForecastWorker): () => void {
  // The build has found the best concurrency for the defaults: a guess would show other numbers until it is found again.
  let found: Found = { key: keyOf(defaultNumbers, 'python'), concurrency: store.content.first.curve.knee.concurrency };
  let key = '';

  const ask = (concurrency: number): void => {
    const { content, sound, language } = store;
    forecaster.ask(questionOf(sound.peek(), language.peek(), concurrency, content.ground));
  };
  const deliver = (answer: FromForecaster): void => {
    store.receive(answer);
    if (answer.kind !== 'curve' || store.sound.peek().concurrency !== null) return;
    const { concurrency } = answer.curve.knee;
    if (found.key === key && found.concurrency === concurrency) return;
    found = { key, concurrency };
    ask(concurrency);
  };
  const forecaster = new Forecaster(worker, deliver);

  return effect(() => {
    const numbers = store.sound.value;
    key = keyOf(numbers, store.language.value);
    const known = found.key === key ? found.concurrency : firstConcurrency(numbers);
    ask(numbers.concurrency ?? known);
  });
}
