import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { ProgramData } from './experimentData.ts';
import { type ExperimentModel, parametersIn, sourceOf } from './experimentModel.ts';
import { orderIn, type PaneState } from './runState.ts';

/** What of a run shown is no longer what is set now. */
export interface Former {
  readonly settings: boolean;
  readonly code: boolean;
}

const nothing: Former = { settings: false, code: false };

/** Parameters and conditions as one text. What the conditions are called says nothing: values set back make them the same. */
function settingOf(parameters: RunOrder['parameters'], conditions: Conditions): string {
  const byName = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([byName, { ...conditions, name: '' }]);
}

/** What is set now for programs in this language, as one text. */
export function presentSetting(model: ExperimentModel, language = model.language.value): string {
  return settingOf(parametersIn(model, language), model.conditions.value);
}

/** Whether a run of the reader's own was started with other settings than those of now. */
function hasFormerSetting(model: ExperimentModel, { language }: ProgramData, order: RunOrder): boolean {
  return settingOf(order.parameters, order.conditions) !== presentSetting(model, language);
}

/**
 * What a pane shows that is no longer set. In Sofort a setting runs by itself once the reader has settled on it: until then
 * there is nothing to say.
 */
export function formerIn(model: ExperimentModel, program: ProgramData, state: PaneState): Former {
  const order = orderIn(state);
  if (order === null) return nothing;
  const isAwaited = model.stage.clock.value === 'sofort' && model.settled.value !== presentSetting(model);
  return {
    settings: !isAwaited && hasFormerSetting(model, program, order),
    code: order.source !== sourceOf(model, program),
  };
}

/** Whether every program shown has been run with the settings of now: then there is nothing to foresee. */
export function isMeasured(model: ExperimentModel): boolean {
  return model.programs.value.every((program) => {
    const order = orderIn(model.panes.get(program.file)?.value);
    return order !== null && !hasFormerSetting(model, program, order);
  });
}
