import { effect, untracked } from '@preact/signals';
import type { ExperimentModel } from './experimentModel.ts';
import { showFittingRecordings } from './recordings.ts';

/** Keeps the forecast up with every change of parameters and conditions; returns the way to stop. */
export function followWithForecast(model: ExperimentModel): () => void {
  let isFirst = true;
  return effect(() => {
    model.parameters.value;
    model.conditions.value;
    if (isFirst) {
      isFirst = false;
      return;
    }
    if (untracked(() => model.problem.value) !== null) return;
    void import('./forecasting.ts').then(({ forecastTotals }) => {
      model.forecasts.value = forecastTotals(model);
    });
  });
}

/** Whether the reader has run a program of this card: then a change of settings runs it again, instead of a recording. */
export function hasOwnRun(model: ExperimentModel): boolean {
  return model.programs.value.some((program) => {
    const kind = model.panes.get(program.file)?.value.kind;
    return kind === 'ended' || kind === 'stopped' || kind === 'running';
  });
}

/** What follows when a setting has settled: the reader's own run anew in Sofort, else the recording of that setting. */
export async function settleSettings(model: ExperimentModel, rerun: () => void): Promise<void> {
  if (model.problem.value !== null) return;
  if (!hasOwnRun(model)) {
    if (await showFittingRecordings(model)) model.forecasts.value = new Map();
    return;
  }
  if (model.stage.clock.value === 'sofort') rerun();
}
