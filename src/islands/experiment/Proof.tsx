import { comparison } from '../timeline/describe.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { choiceVerdict } from './guesses.ts';

interface ProofProps {
  readonly models: readonly ExperimentModel[];
  readonly runs: readonly TimelineRun[];
}

/** The sentence that the measurement proved, after the comparison of what was measured here. */
export function Proof({ models, runs }: ProofProps) {
  const compared = comparison(runs);
  const verdicts = models.map(choiceVerdict).filter((verdict) => verdict !== null);
  const proofs = models
    .filter(isWhole)
    .map((model) => model.data.proof)
    .filter((proof) => proof !== null);
  if (compared === null && verdicts.length === 0 && proofs.length === 0) return null;
  return (
    <p class="wz-proof">
      {verdicts.join(' ')} {compared !== null && <b>{compared} </b>}
      {proofs.join(' ')}
    </p>
  );
}

/** A run that was stopped, failed or is under way proves nothing yet. */
function isWhole(model: ExperimentModel): boolean {
  return model.writtenRuns.value.every(
    ({ state, spans }) => state === 'recorded' || (state === 'ended' && spans.outcome?.kind === 'completed'),
  );
}
