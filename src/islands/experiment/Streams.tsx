import type { StreamPart } from './execution.ts';
import type { ProgramData } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { executionIn } from './runState.ts';

/** So many streams are shown per program. */
const SHOWN = 3;

/** Streamed answers as text, up to the moment the picture shows: one sees the pace at which the tokens arrive. */
export function Streams({ model }: { readonly model: ExperimentModel }) {
  model.textTick.value;
  const programs = model.programs.value.filter((program) => streamsOf(model, program).length > 0);
  if (programs.length === 0) return null;
  return (
    <div class="wz-streams" data-pagefind-ignore="">
      {programs.map((program) => (
        <div key={program.file} class={`mode-${program.mode}`}>
          <p class="wz-caption">
            {program.label} <small>Stream, wie er ankommt</small>
          </p>
          {streamsOf(model, program).map((parts, index) => (
            <StreamText key={index} model={model} parts={parts} length={parts.length} />
          ))}
        </div>
      ))}
    </div>
  );
}

function streamsOf(model: ExperimentModel, program: ProgramData): readonly (readonly StreamPart[])[] {
  const execution = executionIn(model.panes.get(program.file)?.value ?? { kind: 'empty' });
  return execution === null ? [] : [...execution.streams.values()].slice(0, SHOWN);
}

interface StreamTextProps {
  readonly model: ExperimentModel;
  /** Grows in place during a run; `length` tells that it did. */
  readonly parts: readonly StreamPart[];
  readonly length: number;
}

/** All of the text keeps its place; what has not arrived yet is not seen, so that nothing jumps. */
function StreamText({ model, parts, length }: StreamTextProps) {
  const shownTo = model.stage.shownTo.value;
  const arrived = shownTo === null ? length : parts.filter((part) => part.at <= shownTo).length;
  const text = (some: readonly StreamPart[]): string => some.map((part) => part.text).join('');
  return (
    <p class="wz-stream">
      {text(parts.slice(0, arrived))}
      <span class="wz-later" aria-hidden="true">
        {text(parts.slice(arrived))}
      </span>
    </p>
  );
}
