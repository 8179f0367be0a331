import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import { type PresetText, presetTexts } from '../../../sandbox/conditions/preset-texts.ts';
import { number } from '../../strings/numbers.ts';
import { type ExperimentModel, parametersIn } from './experimentModel.ts';

/** The reader's word for conditions: the preset's label, or that they are the reader's own. */
export function conditionsLabel(name: Conditions['name']): string {
  return new Map<string, PresetText>(Object.entries(presetTexts)).get(name)?.label ?? name;
}

/** What a preset is like, in a sentence; nothing of the reader's own. */
export function conditionsDescription(name: Conditions['name']): string {
  return new Map<string, PresetText>(Object.entries(presetTexts)).get(name)?.description ?? '';
}

/** The conditions in a few words: latency, round trip, limits, faults. */
export function conditionsSummary(conditions: Conditions): string {
  const { latency, network, limits, faults } = conditions;
  const ms = (value: number): string => number(value / 1_000, 2);
  const answer =
    latency.kind === 'total'
      ? `${latency.minMs === latency.maxMs ? '' : `${ms(latency.minMs)}–`}${ms(latency.maxMs)}\u00a0s je Antwort`
      : `${ms(latency.overheadMs)}\u00a0s bis zum ersten Token, ${number(latency.tokensPerSecond)} Tokens/s`;
  return [
    answer,
    `${number(network.roundTripMs)}\u00a0ms Umlauf`,
    ...(limits === null ? [] : [`${number(limits.requestsPerMinute)} Anfragen/min`]),
    ...(faults.length === 0 ? [] : ['Störungen']),
  ].join(', ');
}

/** Everything a run's numbers depend on besides the program, as one text: equal texts, comparable runs. */
export function settingKey(model: ExperimentModel): string {
  const values = parametersIn(model);
  const parameters = model.data.parameters.map(({ name }) => values[name] ?? '');
  return JSON.stringify([parameters, model.conditions.value, model.stage.clock.value]);
}

/** The parameters and conditions of the moment in a few words, for the history and the exported files. */
export function settingText(model: ExperimentModel): string {
  const values = parametersIn(model);
  const parameters = model.data.parameters.map((parameter) => {
    const value = values[parameter.name] ?? '';
    const unit = 'unit' in parameter && parameter.unit !== undefined ? `\u00a0${parameter.unit}` : '';
    return `${value}${unit}`;
  });
  const conditions = model.conditions.value;
  const label = conditionsLabel(conditions.name);
  // Two of the reader's own are told apart by what they are.
  const own = conditions.name === 'eigene' ? ` (${conditionsSummary(conditions)})` : '';
  return [...parameters, `Bedingungen „${label}“${own}`].join(', ');
}
