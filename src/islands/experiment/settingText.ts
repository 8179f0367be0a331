import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import { type PresetText, presetTexts } from '../../../sandbox/conditions/preset-texts.ts';
import type { ExperimentModel } from './experimentModel.ts';

/** The reader's word for conditions: the preset's label, or that they are the reader's own. */
export function conditionsLabel(name: Conditions['name']): string {
  return new Map<string, PresetText>(Object.entries(presetTexts)).get(name)?.label ?? name;
}

/** Everything a run's numbers depend on besides the program, as one text: equal texts, comparable runs. */
export function settingKey(model: ExperimentModel): string {
  const parameters = model.data.parameters.map(({ name }) => model.parameters.value[name] ?? '');
  return JSON.stringify([parameters, model.conditions.value, model.stage.clock.value]);
}

/** The parameters and conditions of the moment in a few words, for the history and the exported files. */
export function settingText(model: ExperimentModel): string {
  const parameters = model.data.parameters.map((parameter) => {
    const value = model.parameters.value[parameter.name] ?? '';
    const unit = 'unit' in parameter && parameter.unit !== undefined ? `\u00a0${parameter.unit}` : '';
    return `${value}${unit}`;
  });
  return [...parameters, `Bedingungen „${conditionsLabel(model.conditions.value.name)}“`].join(', ');
}
