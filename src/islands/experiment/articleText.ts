import type { ProgramData } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';

/**
 * What the article says about a program of this mode at the chosen parameters; null where it says nothing about them, or
 * where the reader has made another program of it.
 */
export function articleText(model: ExperimentModel, { file, mode }: ProgramData): string | null {
  if (model.drafts.value[file] !== undefined) return null;
  const chosen = model.parameters.value;
  const figure = model.data.article.find((candidate) =>
    Object.entries(candidate.parameters).every(([name, value]) => chosen[name] === value),
  );
  return figure?.total[mode] ?? null;
}
