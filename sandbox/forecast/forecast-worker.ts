import { createAnswerer } from './answer-question.ts';
import type { FromForecaster, ToForecaster } from './wire.ts';

/** The worker that forecasts, beside the page. It runs no reader's code. */
const answer = createAnswerer(
  (message: FromForecaster) => postMessage(message),
  () => new Promise((resolve) => setTimeout(resolve, 0)),
);

// What arrives here was sent by the page's forecaster: nobody else knows this worker.
addEventListener('message', (event: MessageEvent<ToForecaster>) => void answer(event.data));
