import type { Editing } from '../editor/editing.ts';
import { ShareTool } from '../laboratory/ShareTool.tsx';
import { ConditionControls } from './Conditions.tsx';
import { Controls } from './Controls.tsx';
import type { ExperimentModel } from './experimentModel.ts';
import { Prediction } from './Prediction.tsx';
import { Programs } from './Programs.tsx';
import { Results } from './Results.tsx';

/** What makes a card live: present in the browser, absent on the server. */
export interface Liveness {
  readonly editing: Editing;
  start(): void;
  stop(): void;
  /** A parameter or condition has settled. */
  settle(): void;
}

interface CardProps {
  readonly model: ExperimentModel;
  readonly live: Liveness | null;
}

/** An experiment, always in the same order; the same on the server, on paper and in the browser. */
export function Card({ model, live }: CardProps) {
  const id = `x-${model.data.slug}`;
  const start = (): void => live?.start();
  const stop = (): void => live?.stop();
  return (
    <>
      <header class="wz-head">
        <h3 id={`${id}-title`}>{model.data.title}</h3>
        <p class="wz-question">{model.data.question}</p>
      </header>
      <Prediction model={model} id={id} />
      <ConditionControls model={model} id={id} onSettle={() => live?.settle()} />
      <Programs model={model} id={id} editing={live?.editing ?? null} onRun={start} onStop={stop} />
      <Controls models={[model]} id={id} onStart={start} onStop={stop} />
      <Results models={[model]} id={id} name={model.data.slug} />
      <ShareTool sides={sidesOf(model)} stage={model.stage} isEmbedded />
    </>
  );
}

/** The card's first two programs of the chosen language as the laboratory's two places. */
function sidesOf(model: ExperimentModel) {
  const example = model.data.slug;
  return model.programs.value.slice(0, 2).map((program) => ({ example, program, model }));
}
