import { useLater } from '../pace/useLater.ts';
import { comparison } from '../timeline/describe.ts';
import { type ExperimentModel, writtenRunsOf } from './experimentModel.ts';
import { choiceVerdict } from './guesses.ts';

/** What the measurement says of the guess, how the runs compare, and the sentence that the experiment proves. */
function proofOf(models: readonly ExperimentModel[]) {
  return {
    compared: comparison(writtenRunsOf(models)),
    verdicts: models.map(choiceVerdict).filter((verdict) => verdict !== null),
    proofs: models
      .filter(isWhole)
      .map((model) => model.data.proof)
      .filter((proof) => proof !== null),
  };
}

/** The sentence that the measurement proved, after the comparison of what was measured here. */
export function Proof({ models }: { readonly models: readonly ExperimentModel[] }) {
  const { compared, verdicts, proofs } = useLater(() => proofOf(models), models);
  // A place of its own: what comes and goes among the card's parts makes a browser style all of them anew.
  return (
    <div class="wz-proofs">
      {(compared !== null || verdicts.length > 0 || proofs.length > 0) && (
        <p class="wz-proof">
          {verdicts.join(' ')} {compared !== null && <b>{compared} </b>}
          {proofs.join(' ')}
        </p>
      )}
    </div>
  );
}

/** A run that was stopped, failed or is under way proves nothing yet. */
function isWhole(model: ExperimentModel): boolean {
  return model.writtenRuns.value.every(
    ({ state, spans }) => state === 'recorded' || (state === 'ended' && spans.outcome?.kind === 'completed'),
  );
}
