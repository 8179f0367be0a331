import { computed, useComputed, useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { ExportTools } from '../export/ExportTools.tsx';
import { Distributions } from '../measurements/Distributions.tsx';
import { AllMeasurements, Measurements } from '../measurements/Measurements.tsx';
import { useLater } from '../pace/useLater.ts';
import { DataTable } from '../timeline/DataTable.tsx';
import { TaskTable } from '../timeline/TaskTable.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { articleText } from './articleText.ts';
import type { ProgramData } from './experimentData.ts';
import { type ExperimentModel, runId, writtenRunsOf } from './experimentModel.ts';
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
  return text === null ? null : (
    <p class="wz-note" data-pagefind-ignore="">
      Nicht im Bild und in den Zahlen: {text}
    </p>
  );
}

/** The runs in numbers and words: part after part, each when the one before is on the screen. */
function Written({ models, id, name }: ResultsProps) {
  return (
    <>
      <div class="wz-numbers" data-pagefind-ignore="">
        <Numbers models={models} id={id} />
        <AllNumbers models={models} />
      </div>
      <Proof models={models} />
      <Spread models={models} id={id} />
      {models.map((model, index) => (
        <History key={model.data.slug} model={model} of={models.length > 1 ? `Programm ${'AB'[index]}` : null} />
      ))}
      <Data models={models} id={id} name={name} />
    </>
  );
}

function previousOf(models: readonly ExperimentModel[]): ReadonlyMap<string, Measurement> {
  return new Map(models.flatMap((model) => [...previousMeasurements(model)]));
}

function Numbers({ models, id }: Pick<ResultsProps, 'models' | 'id'>) {
  const shown = useLater(() => {
    const runs = writtenRunsOf(models);
    const origins = originsOf(models);
    return {
      runs,
      article: textsBy(runs, origins, ({ model, program }) => articleText(model, program)),
      guesses: textsBy(runs, origins, ({ model, program }) => guessText(model, program)),
      previous: previousOf(models),
    };
  }, models);
  return <Measurements id={id} {...shown} />;
}

function AllNumbers({ models }: Pick<ResultsProps, 'models'>) {
  const shown = useLater(() => ({ runs: writtenRunsOf(models), previous: previousOf(models) }), models);
  return <AllMeasurements {...shown} />;
}

function Spread({ models, id }: Pick<ResultsProps, 'models' | 'id'>) {
  const runs = useLater(() => writtenRunsOf(models), models);
  return <Distributions id={id} runs={runs} />;
}

/** Tables of more rows than these are written when the reader opens them. */
const SMALL = 40;

/** Every call as a table, and everything as files. */
function Data({ models, id, name }: ResultsProps) {
  const isOpen = useSignal(false);
  const runs = useLater(() => writtenRunsOf(models), models);
  const isSmall = runs.every(({ spans }) => spans.lanes.length <= SMALL && spans.tasks.length <= SMALL);
  return (
    <details
      class="wz-more"
      data-pagefind-ignore=""
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

/** The picture, linked with the source lines of the programs. Nothing but its runs and its stage makes it anew. */
function ComparedRuns({ models, id }: ComparedRunsProps) {
  const { stage } = models[0];
  const { runs, revision, expected } = useMemo(
    () => ({
      runs: computed(() => models.flatMap((model) => model.runs.value)),
      revision: computed(() => models.reduce((sum, model) => sum + model.tick.value, 0)),
      expected: computed(() => Math.max(...models.map(expectedRequests))),
    }),
    models,
  );
  const origins = useMemo(() => originsOf(models), models);
  const move = useCallback(
    (at: number | null): void => {
      stage.shownTo.value = at;
    },
    [stage],
  );
  const pointLane = useCallback(
    (run: TimelineRun, line: number | null): void => {
      const origin = origins.get(run.id);
      if (origin === undefined) return;
      origin.model.pointedLine.value = line === null ? null : { file: origin.program.file, line, from: 'lane' };
    },
    [origins],
  );
  const isLinked = useCallback(
    (run: TimelineRun, lane: number): boolean => {
      const origin = origins.get(run.id);
      const pointed = origin?.model.pointedLine.value;
      if (pointed?.from !== 'line' || pointed.file !== origin?.program.file) return false;
      return lineOf(run, lane) === pointed.line;
    },
    [origins],
  );
  return (
    <Timeline
      id={`${id}-tl`}
      runs={runs.value}
      revision={revision.value}
      expected={expected.value}
      leastAxis={stage.leastAxis.value}
      playOnce={stage.playOnce.value}
      onMove={move}
      onPointLane={pointLane}
      isLinked={isLinked}
    />
  );
}
