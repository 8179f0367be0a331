import { effect } from '@preact/signals';
import { afterPaint } from '../pace/afterPaint.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { isMeasured, presentSetting } from './former.ts';
import { showFittingRecordings } from './recordings.ts';
import { orderIn } from './runState.ts';

/**
 * Keeps the forecast up with every change of parameters and conditions; returns the way to stop. It is made after the
 * slider has been drawn where the finger is, and once for all changes until then.
 */
export function followWithForecast(model: ExperimentModel, later: typeof afterPaint = afterPaint): () => void {
  let isFirst = true;
  let isDue = false;
  return effect(() => {
    model.parameters.value;
    model.conditions.value;
    if (isFirst) {
      isFirst = false;
      return;
    }
    if (isDue) return;
    isDue = true;
    const before = model.forecasts.peek();
    later(async () => {
      const { forecastTotals } = await import('./forecasting.ts');
      isDue = false;
      // A run or a recording that came in between has made the forecast needless.
      if (model.forecasts.value !== before) return;
      const isNeeded = model.problem.value === null && !isMeasured(model);
      model.forecasts.value = isNeeded ? forecastTotals(model) : new Map();
    });
  });
}

/** Whether the reader has run a program of this card: then a change of settings runs it again, instead of a recording. */
export function hasOwnRun(model: ExperimentModel): boolean {
  return model.programs.value.some(({ file }) => orderIn(model.panes.get(file)?.value) !== null);
}

/** What follows when a setting has settled: the reader's own run anew in Sofort, else the recording of that setting. */
export async function settleSettings(model: ExperimentModel, rerun: () => void): Promise<void> {
  if (model.problem.value !== null) return;
  if (!hasOwnRun(model)) {
    if (await showFittingRecordings(model)) model.forecasts.value = new Map();
    return;
  }
  model.settled.value = presentSetting(model);
  if (model.stage.clock.value === 'sofort') rerun();
}
