import type { Parameter } from './example-file.ts';

/** Parameter values for the environment: the example's defaults, replaced by `values` where given. */
export function parameterValues(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string | number>> = {},
): Record<string, string> {
  const defaults = parameters.map((parameter) => [parameter.name, String(parameter.default)]);
  const given = Object.entries(values).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries([...defaults, ...given]);
}

/** Why a value is no value of this parameter, in German and for the reader; null if it is one. */
export function parameterProblem(parameter: Parameter, value: string): string | null {
  if (!('min' in parameter)) {
    return parameter.choices.includes(value) ? null : `${parameter.label}: eine von ${parameter.choices.join(', ')}.`;
  }
  const number = Number(value);
  const range = `von ${parameter.min} bis ${parameter.max}`;
  if (value.trim() === '' || !Number.isFinite(number)) return `${parameter.label}: eine Zahl ${range}.`;
  return number < parameter.min || number > parameter.max ? `${parameter.label}: ${range}.` : null;
}
