import type { ExperimentModel } from './experimentModel.ts';

/** The parameters and conditions of the moment in a few words, for the history and the exported files. */
export function settingText(model: ExperimentModel): string {
  const parameters = model.data.parameters.map((parameter) => {
    const value = model.parameters.value[parameter.name] ?? '';
    const unit = 'unit' in parameter && parameter.unit !== undefined ? `\u00a0${parameter.unit}` : '';
    return `${value}${unit}`;
  });
  return [...parameters, `Bedingungen „${model.conditions.value.name}“`].join(', ');
}
