import { curveSteps } from './curve.ts';
import { forecast, type SharedTimes, shareTimes } from './forecast.ts';
import type { FromForecaster, ToForecaster } from './wire.ts';

/** What the last question drew, for the next one under the same conditions (a slider often moves something else). */
class LastTimes {
  #key = '';
  #times: SharedTimes | null = null;

  of({ conditions, workload }: ToForecaster['question']): SharedTimes {
    const key = JSON.stringify([conditions, workload]);
    if (this.#times === null || key !== this.#key) {
      this.#times = shareTimes(conditions, workload);
      this.#key = key;
    }
    return this.#times;
  }
}

/**
 * Answers questions one after the other: the points at once, then the curve step by step. Between two steps it waits for
 * `turn`, so that a newer question can arrive; the older one's curve is then given up.
 */
export function createAnswerer(send: (answer: FromForecaster) => void, turn: () => Promise<void>) {
  const lastTimes = new LastTimes();
  let newest = 0;

  async function answer({ ticket, question }: ToForecaster): Promise<void> {
    const times = lastTimes.of(question);
    const forecasts = question.modes.map((mode) => forecast({ ...question, mode }, times));
    send({ kind: 'points', ticket, forecasts });
    const steps = curveSteps({ ...question, mode: 'asynchron-begrenzt' }, times);
    for (;;) {
      await turn();
      if (ticket !== newest) return;
      const step = steps.next();
      if (step.done === true) {
        send({ kind: 'curve', ticket, curve: step.value });
        return;
      }
    }
  }

  return async (asked: ToForecaster): Promise<void> => {
    newest = Math.max(newest, asked.ticket);
    try {
      await answer(asked);
    } catch (error) {
      send({ kind: 'failed', ticket: asked.ticket, message: error instanceof Error ? error.message : String(error) });
    }
  };
}
