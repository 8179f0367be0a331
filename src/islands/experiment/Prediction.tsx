import type { ExperimentModel } from './experimentModel.ts';
import { guessedPrograms } from './guesses.ts';

/** The guess before the measurement: skippable, kept beside the result. */
export function Prediction({ model, id }: { readonly model: ExperimentModel; readonly id: string }) {
  const { prediction } = model.data;
  if (prediction === null) return null;
  const set = (key: string, value: string): void => {
    model.guesses.value = { ...model.guesses.value, [key]: value };
  };
  return (
    <fieldset class="wz-prediction needs-js no-print">
      <legend data-pagefind-ignore="">Erst schätzen</legend>
      <p>{prediction.question}</p>
      {'choices' in prediction ? (
        <div class="wz-guesses" data-pagefind-ignore="">
          {prediction.choices.map((choice) => (
            <label key={choice.program} class="wz-guess-choice">
              <input
                type="radio"
                name={`${id}-guess`}
                checked={model.guesses.value['choice'] === choice.program}
                onChange={() => set('choice', choice.program)}
              />
              <span>{choice.label}</span>
            </label>
          ))}
        </div>
      ) : (
        <div class="wz-guesses" data-pagefind-ignore="">
          {guessedPrograms(model).map((program) => (
            <label key={program.file}>
              <span>{program.label}</span>
              <span class="wz-unit">
                <input
                  type="text"
                  inputMode="decimal"
                  size={6}
                  autocomplete="off"
                  value={model.guesses.value[program.mode] ?? ''}
                  onInput={(event) => set(program.mode, event.currentTarget.value)}
                />
                {prediction.unit}
              </span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
