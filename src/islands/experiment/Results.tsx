import { useComputed, useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { ExportTools } from '../export/ExportTools.tsx';
import { Distributions } from '../measurements/Distributions.tsx';
import { Measurements } from '../measurements/Measurements.tsx';
import { DataTable } from '../timeline/DataTable.tsx';
import { TaskTable } from '../timeline/TaskTable.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { articleText } from './articleText.ts';
import type { ProgramData } from './experimentData.ts';
import { type ExperimentModel, runId } from './experimentModel.ts';
import { guessText } from './guesses.ts';
import { History } from './History.tsx';
import { notRunText, shownPanes } from './idleText.ts';
import { Output } from './Output.tsx';
import { Proof } from './Proof.tsx';
import { expectedRequests, previousMeasurements } from './runFacts.ts';
import { Streams } from './Streams.tsx';

interface ResultsProps {
  /** The models whose runs are compared; they share one stage. */
  readonly models: readonly [ExperimentModel, ...ExperimentModel[]];
  readonly id: string;
  /** Name of exported files. */
  readonly name: string;
}

/** Where a drawn run comes from. */
interface Origin {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
}

function originsOf(models: readonly ExperimentModel[]): ReadonlyMap<string, Origin> {
  return new Map(
    models.flatMap((model) =>
      model.data.programs.map((program) => [runId(model.data, program), { model, program }] as const),
    ),
  );
}

/** Texts by run id; runs without one are left out. */
function textsBy(
  runs: readonly TimelineRun[],
  origins: ReadonlyMap<string, Origin>,
  text: (origin: Origin) => string | null,
): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap((run) => {
      const origin = origins.get(run.id);
      const found = origin === undefined ? null : text(origin);
      return found === null ? [] : [[run.id, found] as const];
    }),
  );
}

/** Everything below the Start button: output, picture, numbers, proof, data. The parts follow a live run each by itself. */
export function Results({ models, id, name }: ResultsProps) {
  const hasRuns = useComputed(() => models.some((model) => model.runs.value.length > 0));
  if (!hasRuns.value) return <p class="wz-empty">Hier erscheint das Bild deines ersten Laufs.</p>;
  return (
    <>
      <Output models={models} />
      <NotInPicture models={models} />
      <ComparedRuns models={models} id={id} />
      {models.map((model) => (
        <Streams key={model.data.slug} model={model} />
      ))}
      <Written models={models} id={id} name={name} />
    </>
  );
}

/** Says which of the programs picture and tables leave out, because they have neither run nor a recording. */
function NotInPicture({ models }: Pick<ResultsProps, 'models'>) {
  const text = notRunText(shownPanes(models));
  return text === null ? null : <p class="wz-note">Nicht im Bild und in den Zahlen: {text}</p>;
}

/** The runs in numbers and words. */
function Written({ models, id, name }: ResultsProps) {
  const runs = models.flatMap((model) => model.writtenRuns.value);
  const origins = originsOf(models);
  const previous = new Map(models.flatMap((model) => [...previousMeasurements(model)]));
  return (
    <>
      <Measurements
        id={id}
        runs={runs}
        article={textsBy(runs, origins, ({ model, program }) => articleText(model, program))}
        guesses={textsBy(runs, origins, ({ model, program }) => guessText(model, program))}
        previous={previous}
      />
      <Proof models={models} runs={runs} />
      <Distributions id={id} runs={runs} />
      {models.map((model) => (
        <History key={model.data.slug} model={model} />
      ))}
      <Data models={models} runs={runs} id={id} name={name} />
    </>
  );
}

/** Tables of more rows than these are written when the reader opens them. */
const SMALL = 40;

/** Every call as a table, and everything as files. */
function Data({ models, runs, id, name }: ResultsProps & { readonly runs: readonly TimelineRun[] }) {
  const isOpen = useSignal(false);
  const isSmall = runs.every(({ spans }) => spans.lanes.length <= SMALL && spans.tasks.length <= SMALL);
  return (
    <details
      class="wz-more"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>Daten als Tabelle und Download</summary>
      {(isOpen.value || isSmall) &&
        runs.map((run) => (
          <Fragment key={run.id}>
            <DataTable run={run} />
            <TaskTable run={run} />
          </Fragment>
        ))}
      <ExportTools models={models} runs={runs} id={id} name={name} />
    </details>
  );
}

interface ComparedRunsProps {
  readonly models: ResultsProps['models'];
  readonly id: string;
}

function lineOf(run: TimelineRun, lane: number): number | null {
  return run.spans.requests.get(run.spans.lanes[lane]?.requests.at(-1) ?? -1)?.line ?? null;
}

/** The picture, linked with the source lines of the programs. */
function ComparedRuns({ models, id }: ComparedRunsProps) {
  const { stage } = models[0];
  const runs = models.flatMap((model) => model.runs.value);
  const origins = originsOf(models);
  return (
    <Timeline
      id={`${id}-tl`}
      runs={runs}
      revision={models.reduce((sum, model) => sum + model.tick.value, 0)}
      expected={Math.max(...models.map(expectedRequests))}
      leastAxis={stage.leastAxis.value}
      playOnce={stage.playOnce.value}
      onMove={(at) => {
        stage.shownTo.value = at;
      }}
      onPointLane={(run, line) => {
        const origin = origins.get(run.id);
        if (origin === undefined) return;
        origin.model.pointedLine.value = line === null ? null : { file: origin.program.file, line, from: 'lane' };
      }}
      isLinked={(run, lane) => {
        const origin = origins.get(run.id);
        const pointed = origin?.model.pointedLine.value;
        if (pointed?.from !== 'line' || pointed.file !== origin?.program.file) return false;
        return lineOf(run, lane) === pointed.line;
      }}
    />
  );
}
