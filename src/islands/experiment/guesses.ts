import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { number } from '../../strings/numbers.ts';
import { noNumberText, parseNumber } from '../../strings/typedNumber.ts';
import type { ProgramData } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';

/** The programs for which the reader guesses a number: those the example names, else the first two of the language. */
export function guessedPrograms(model: ExperimentModel): readonly ProgramData[] {
  const { prediction } = model.data;
  if (prediction === null || 'choices' in prediction) return [];
  const named = prediction.programs;
  if (named === undefined) return model.programs.value.slice(0, 2);
  const modes = new Set(
    model.data.programs.filter((program) => named.includes(program.file)).map((program) => program.mode),
  );
  return model.programs.value.filter((program) => modes.has(program.mode));
}

/** The reader's number, with comma or point; null where it is none. */
export function parseGuess(text: string): number | null {
  const value = parseNumber(text);
  return value === null || value < 0 ? null : value;
}

/** What is wrong with a guess as it was typed; null where nothing is. No guess at all is fine. */
export function guessProblem(text: string): string | null {
  if (text.trim() === '' || parseGuess(text) !== null) return null;
  return parseNumber(text) === null ? noNumberText(text, '10') : 'Schätze mindestens 0.';
}

/** A guess as it stands in the table, or null where there is none. */
export function guessText(model: ExperimentModel, program: ProgramData): string | null {
  const { prediction } = model.data;
  if (prediction === null || 'choices' in prediction) return null;
  const value = parseGuess(model.guesses.value[program.mode] ?? '');
  return value === null ? null : `${number(value, 2)}\u00a0${prediction.unit}`;
}

/** The number of a measurement at a path like `totalMs` or `timeToFirstTokenMs.p50`; null where there is none. */
export function measuredAt(measurement: Measurement, path: string): number | null {
  let value: unknown = measurement;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = new Map(Object.entries(value)).get(key);
  }
  return typeof value === 'number' ? value : null;
}

/** One sentence that sets a guess among programs beside the measurement; null before both exist. */
export function choiceVerdict(model: ExperimentModel): string | null {
  const { prediction } = model.data;
  const guess = model.guesses.value['choice'];
  if (prediction === null || !('choices' in prediction) || guess === undefined) return null;
  const values = prediction.choices.flatMap((choice) => {
    const pane = model.panes.get(choice.program)?.value;
    if (pane?.kind !== 'ended') return [];
    const value = measuredAt(pane.execution.measurement(), prediction.measure);
    return value === null ? [] : [{ choice, value }];
  });
  if (values.length < prediction.choices.length) return null;
  const sign = prediction.wins === 'smallest' ? 1 : -1;
  const winner = [...values].sort((a, b) => sign * (a.value - b.value))[0];
  if (winner === undefined) return null;
  const isRight = winner.choice.program === guess;
  return `Gemessen: ${winner.choice.label}. Deine Schätzung ${isRight ? 'stimmt' : 'war eine andere'}.`;
}
