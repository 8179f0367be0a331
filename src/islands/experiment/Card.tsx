import type { Editing } from '../editor/editing.ts';
import { ExportTools } from '../export/ExportTools.tsx';
import { Measurements } from '../measurements/Measurements.tsx';
import { DataTable } from '../timeline/DataTable.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { articleText } from './articleText.ts';
import { ConditionControls } from './Conditions.tsx';
import { Controls } from './Controls.tsx';
import type { ExperimentModel } from './experimentModel.ts';
import { guessText } from './guesses.ts';
import { History } from './History.tsx';
import { Output } from './Output.tsx';
import { Prediction } from './Prediction.tsx';
import { Programs } from './Programs.tsx';
import { Proof } from './Proof.tsx';
import { expectedRequests, previousMeasurements, programOf } from './runFacts.ts';
import { Streams } from './Streams.tsx';

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
  return (
    <>
      <header class="wz-head">
        <h3 id={`${id}-title`}>{model.data.title}</h3>
        <p class="wz-question">{model.data.question}</p>
      </header>
      <Prediction model={model} id={id} />
      <ConditionControls model={model} id={id} onSettle={() => live?.settle()} />
      <Programs model={model} id={id} editing={live?.editing ?? null} onRun={start} />
      <Controls model={model} id={id} onStart={start} onStop={() => live?.stop()} />
      <Results model={model} id={id} />
    </>
  );
}

/** Everything below the Start button: output, picture, numbers, proof, data. */
function Results({ model, id }: { readonly model: ExperimentModel; readonly id: string }) {
  const runs = model.runs.value;
  if (runs.length === 0) return <p class="wz-empty">Hier erscheint das Bild deines ersten Laufs.</p>;
  const words = (of: (run: TimelineRun) => string | null): ReadonlyMap<string, string> =>
    new Map(
      runs.flatMap((run) => {
        const text = of(run);
        return text === null ? [] : [[run.id, text] as const];
      }),
    );
  return (
    <>
      <Output model={model} />
      <TimelineOf model={model} id={id} runs={runs} />
      <Streams model={model} />
      <Measurements
        id={id}
        runs={runs}
        article={words((run) => articleText(model, run.mode))}
        guesses={words((run) => {
          const program = programOf(model, run);
          return program === null ? null : guessText(model, program);
        })}
        previous={previousMeasurements(model)}
      />
      <Proof model={model} />
      <History model={model} />
      <details class="wz-more">
        <summary>Daten als Tabelle und Download</summary>
        {runs.map((run) => (
          <DataTable key={run.id} run={run} />
        ))}
        <ExportTools model={model} id={id} />
      </details>
    </>
  );
}

interface TimelineOfProps {
  readonly model: ExperimentModel;
  readonly id: string;
  readonly runs: readonly TimelineRun[];
}

function TimelineOf({ model, id, runs }: TimelineOfProps) {
  return (
    <Timeline
      id={`${id}-tl`}
      runs={runs}
      revision={model.tick.value}
      expected={expectedRequests(model)}
      leastAxis={model.leastAxis.value}
      playOnce={model.playOnce.value}
      onMove={(at) => {
        model.shownTo.value = at;
      }}
      onPointLane={(run, line) => {
        const program = programOf(model, run);
        model.pointedLine.value = program === null || line === null ? null : { file: program.file, line, from: 'lane' };
      }}
      isLinked={(run, lane) => {
        const pointed = model.pointedLine.value;
        const program = programOf(model, run);
        if (pointed?.from !== 'line' || pointed.file !== program?.file) return false;
        const request = run.spans.requests.get(run.spans.lanes[lane]?.requests.at(-1) ?? -1);
        return request?.line === pointed.line;
      }}
    />
  );
}
