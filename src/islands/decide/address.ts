import { effect } from '@preact/signals';
import { answersFromQuery, answersIntoQuery } from './answers.ts';
import { type DecideStore, RESULT } from './decide-store.ts';
import { numbersFromQuery, numbersIntoQuery } from './numbers-query.ts';

const STEP = 'schritt';
/** A dragged slider changes many times a second; browsers refuse more than about a hundred changes of the address. */
const QUIET_MS = 250;

function read(store: DecideStore): void {
  const query = new URLSearchParams(location.search);
  const { questions } = store.content.data;
  store.answers.value = answersFromQuery(questions, query);
  store.setNumbers(numbersFromQuery(query));
  store.step.value = stepIn(query, store);
}

function stepIn(query: URLSearchParams, { content }: DecideStore): string {
  return query.get(STEP) ?? content.data.questions[0]?.id ?? RESULT;
}

function queryOf(store: DecideStore): URLSearchParams {
  const { questions } = store.content.data;
  const query = answersIntoQuery(questions, store.answers.value, new URLSearchParams(location.search));
  const next = numbersIntoQuery(store.numbers.value, query);
  if (store.step.value === questions[0]?.id) next.delete(STEP);
  else next.set(STEP, store.step.value);
  return next;
}

function addressOf(query: URLSearchParams): string {
  const text = query.toString();
  return `${location.pathname}${text === '' ? '' : `?${text}`}${location.hash}`;
}

/**
 * Keeps answers, numbers and step in the address: reads them now, writes each step as an entry of its own, and follows the
 * reader back and forward. Returns how to stop.
 */
export function keepInAddress(store: DecideStore): () => void {
  read(store);
  let step = store.step.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Back and forward move between the steps; what was answered since is kept.
  const onPopState = (): void => {
    step = stepIn(new URLSearchParams(location.search), store);
    store.step.value = step;
  };
  addEventListener('popstate', onPopState);
  const stop = effect(() => {
    const address = addressOf(queryOf(store));
    clearTimeout(timer);
    if (address === addressOf(new URLSearchParams(location.search))) return;
    if (store.step.value !== step) {
      step = store.step.value;
      history.pushState(null, '', address);
    } else {
      timer = setTimeout(() => history.replaceState(null, '', address), QUIET_MS);
    }
  });
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener('popstate', onPopState);
  };
}
