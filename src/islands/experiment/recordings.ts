import { batch } from '@preact/signals';
import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import { parseRecording, type Recording } from '../../../sandbox/lab/recording.ts';
import { executionOf } from './execution.ts';
import type { RecordingRef } from './experimentData.ts';
import { type ExperimentModel, parametersIn } from './experimentModel.ts';
import { orderIn } from './runState.ts';

/** Puts recordings into the panes that hold no run of the reader's own. */
export function showRecordings(model: ExperimentModel, recordings: readonly Recording[]): void {
  batch(() => {
    for (const recording of recordings) {
      const pane = model.panes.get(recording.program);
      if (pane === undefined || orderIn(pane.value) !== null) continue;
      pane.value = { kind: 'recorded', execution: executionOf(recording) };
    }
  });
}

function sameConditions(a: Conditions, b: Conditions): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The recordings made at the chosen parameters and conditions. */
export function fittingRecordings(model: ExperimentModel): readonly RecordingRef[] {
  return model.data.recordings.filter((recording) => {
    const program = model.data.programs.find(({ file }) => file === recording.program);
    return (
      program !== undefined &&
      sameConditions(recording.conditions, model.conditions.value) &&
      Object.entries(parametersIn(model, program.language)).every(
        ([name, value]) => recording.parameters[name] === value,
      )
    );
  });
}

async function load(ref: RecordingRef): Promise<Recording | null> {
  const response = await fetch(ref.path);
  return response.ok ? parseRecording(await response.text()) : null;
}

const latest = new WeakMap<ExperimentModel, symbol>();

/**
 * Loads and shows the recordings of the chosen setting; a later choice overtakes an earlier one. Answers whether there
 * were any to show.
 */
export async function showFittingRecordings(model: ExperimentModel): Promise<boolean> {
  const mine = Symbol('choice');
  latest.set(model, mine);
  const loaded = await Promise.all(fittingRecordings(model).map(load));
  const shown = loaded.filter((recording) => recording !== null);
  if (latest.get(model) !== mine || shown.length === 0) return false;
  showRecordings(model, shown);
  return true;
}
