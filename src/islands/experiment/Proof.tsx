import { comparison } from '../timeline/describe.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { choiceVerdict } from './guesses.ts';

/** The sentence that the measurement proved, after the comparison of what was measured here. */
export function Proof({ model }: { readonly model: ExperimentModel }) {
  const compared = comparison(model.runs.value);
  const verdict = choiceVerdict(model);
  if (compared === null && verdict === null && model.data.proof === null) return null;
  return (
    <p class="wz-proof">
      {verdict !== null && <span>{verdict} </span>}
      {compared !== null && <b>{compared} </b>}
      {model.data.proof}
    </p>
  );
}
