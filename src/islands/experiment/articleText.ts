import type { ProgramMode } from '../../../sandbox/lab/example.ts';
import type { ExperimentModel } from './experimentModel.ts';

/** What the article says about a mode at the chosen parameters; null where it says nothing about them. */
export function articleText(model: ExperimentModel, mode: ProgramMode): string | null {
  const chosen = model.parameters.value;
  const figure = model.data.article.find((candidate) =>
    Object.entries(candidate.parameters).every(([name, value]) => chosen[name] === value),
  );
  return figure?.total[mode] ?? null;
}
