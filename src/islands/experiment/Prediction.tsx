import type { ExperimentModel } from './experimentModel.ts';
import { guessedPrograms, guessProblem } from './guesses.ts';

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
        <NumberGuesses {...{ model, id, set }} unit={prediction.unit} />
      )}
    </fieldset>
  );
}

interface NumberGuessesProps {
  readonly model: ExperimentModel;
  readonly id: string;
  readonly unit: string;
  readonly set: (key: string, value: string) => void;
}

/** A field per program. What is typed wrong is explained below. */
function NumberGuesses({ model, id, unit, set }: NumberGuessesProps) {
  const fields = guessedPrograms(model).map((program) => {
    const text = model.guesses.value[program.mode] ?? '';
    return { program, text, problem: guessProblem(text), problemId: `${id}-guess-${program.file}-problem` };
  });
  return (
    <>
      <div class="wz-guesses" data-pagefind-ignore="">
        {fields.map(({ program, text, problem, problemId }) => (
          <label key={program.file}>
            <span>{program.label}</span>
            <span class="wz-unit">
              <input
                type="text"
                inputMode="decimal"
                size={6}
                autocomplete="off"
                value={text}
                aria-invalid={problem !== null}
                aria-describedby={problem === null ? undefined : problemId}
                onInput={(event) => set(program.mode, event.currentTarget.value)}
              />
              {unit}
            </span>
          </label>
        ))}
      </div>
      {fields.map(({ program, problem, problemId }) => (
        <small key={program.file} id={problemId} class="wz-guess-problem" role="status">
          {problem !== null && `${program.label}: ${problem}`}
        </small>
      ))}
    </>
  );
}
