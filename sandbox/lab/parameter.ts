import type { Parameter, WordParameter } from './example-file.ts';

/** Parameter values for the environment: the example's defaults, replaced by `values` where given. */
export function parameterValues(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string | number>> = {},
): Record<string, string> {
  const defaults = parameters.map((parameter) => [parameter.name, String(parameter.default)]);
  const given = Object.entries(values).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries([...defaults, ...given]);
}

/** A language that programs are written in. */
type Language = keyof WordParameter['choicesIn'];

/** The words that a program in this language knows. */
export function wordsIn({ choices, choicesIn }: WordParameter, language: Language): readonly string[] {
  return choicesIn[language] ?? choices;
}

/** The values as a program in this language gets them: a word that it does not know gives way to its first one. */
export function valuesIn(
  language: Language,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const unknown = parameters.flatMap((parameter): [string, string][] => {
    const words = 'min' in parameter ? undefined : parameter.choicesIn[language];
    const first = words?.[0];
    return first === undefined || words?.includes(values[parameter.name] ?? '') ? [] : [[parameter.name, first]];
  });
  return unknown.length === 0 ? values : { ...values, ...Object.fromEntries(unknown) };
}

/** Why a value is no value of this parameter, in German and for the reader; null if it is one. */
export function parameterProblem(parameter: Parameter, value: string): string | null {
  if (!('min' in parameter)) {
    return parameter.choices.includes(value) ? null : `${parameter.label}: eine von ${parameter.choices.join(', ')}.`;
  }
  const { label, min, max, step } = parameter;
  const number = Number(value);
  // A step above one is a slider's convenience; between its stops every whole number is a value.
  const isWhole = Number.isInteger(step) && Number.isInteger(min);
  const range = `${isWhole ? 'eine ganze Zahl' : 'eine Zahl'} von ${german(min)} bis ${german(max)}`;
  if (value.trim() === '' || !Number.isFinite(number) || number < min || number > max) return `${label}: ${range}.`;
  if (isWhole) return Number.isInteger(number) ? null : `${label}: ${range}.`;
  const steps = (number - min) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6 ? null : `${label}: ${range} in Schritten von ${german(step)}.`;
}

function german(value: number): string {
  return value.toLocaleString('de', { maximumFractionDigits: 6 });
}
