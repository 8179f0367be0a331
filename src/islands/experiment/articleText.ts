import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import type { ProgramData } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';

/**
 * What the article says about a program of this mode at the chosen parameters; null where it says nothing about them, where
 * the reader has made another program of it, and under other conditions than the example's own.
 */
export function articleText(model: ExperimentModel, { file, mode }: ProgramData): string | null {
  if (model.drafts.value[file] !== undefined || !isSame(model.conditions.value, model.data.conditions)) return null;
  const chosen = model.parameters.value;
  const figure = model.data.article.find((candidate) =>
    Object.entries(candidate.parameters).every(([name, value]) => chosen[name] === value),
  );
  return figure?.total[mode] ?? null;
}

/** Whether two services are the same but for their chance. */
function isSame(one: Conditions, other: Conditions): boolean {
  return JSON.stringify({ ...one, seed: 0 }) === JSON.stringify({ ...other, seed: 0 });
}
