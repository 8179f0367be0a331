import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { ScrollBox } from '../timeline/ScrollBox.tsx';
import { type TimelineRun, toneOf } from '../timeline/timelineRun.ts';
import { computingNote } from './computingNote.ts';
import { jobNote } from './jobNote.ts';
import { change, type PresentMetric, presentMetrics } from './metrics.ts';

interface MeasurementsProps {
  /** Unique on the page. */
  readonly id: string;
  readonly runs: readonly TimelineRun[];
  /** What the article says, by run id; absent runs have no figure. */
  readonly article: ReadonlyMap<string, string>;
  /** The reader's guesses, by run id, written out. */
  readonly guesses: ReadonlyMap<string, string>;
  /** The previous run of the same program, by run id. */
  readonly previous: ReadonlyMap<string, Measurement>;
}

/** The measured numbers, a column per run, beside what the article says and what the reader guessed. */
export function Measurements({ id, runs, article, guesses, previous }: MeasurementsProps) {
  const [total, ...others] = presentMetrics(runs.map((run) => run.measurement)).filter((metric) => metric.isMain);
  return (
    <>
      <ScrollBox>
        <table class="wz-table" id={`${id}-numbers`}>
          <caption class="sr-only">Messwerte der gezeigten Läufe</caption>
          <thead>
            <tr>
              <td />
              {runs.map((run) => (
                <th key={run.id} scope="col" class={`tone-${toneOf(run.mode)}`}>
                  {run.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {total !== undefined && <Row metric={total} runs={runs} previous={previous} />}
            <Words label="der Artikel sagt" words={article} runs={runs} />
            <Words label="deine Schätzung" words={guesses} runs={runs} />
            {others.map((metric) => (
              <Row key={metric.key} metric={metric} runs={runs} previous={previous} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ChangeNote metrics={[total, ...others].filter((metric) => metric !== undefined)} {...{ runs, previous }} />
      {runs.flatMap(notesOf).map((note) => (
        <p key={note} class="wz-note">
          {note}
        </p>
      ))}
    </>
  );
}

type ChangesProps = Pick<MeasurementsProps, 'runs' | 'previous'> & { readonly metrics: readonly PresentMetric[] };

/** What a percentage means, where one is shown. */
function ChangeNote({ metrics, runs, previous }: ChangesProps) {
  const isShown = metrics.some((metric) => runs.some((run) => changeOf(metric, run, previous) !== null));
  if (!isShown) return null;
  return <p class="wz-note">In Prozent: die Änderung gegenüber deinem Lauf davor in derselben Spalte.</p>;
}

/** The change of one number to the run before; null where there is none worth saying. */
function changeOf(metric: PresentMetric, run: TimelineRun, previous: MeasurementsProps['previous']): string | null {
  const before = previous.get(run.id);
  return before === undefined ? null : change(metric.value(before), metric.value(run.measurement), metric.noise);
}

/** What must be known to read a run's numbers. */
function notesOf(run: TimelineRun): readonly string[] {
  return [jobNote(run), computingNote(run)].filter((note) => note !== null);
}

type AllMeasurementsProps = Pick<MeasurementsProps, 'runs' | 'previous'>;

/** Every number with its meaning. Closed, nobody reads it: during a run it is written anew only where it is open. */
export function AllMeasurements(props: AllMeasurementsProps) {
  const isOpen = useSignal(false);
  const written = useRef<VNode | null>(null);
  const isLive = props.runs.some((run) => run.state === 'running');
  if (written.current === null || isOpen.value || !isLive) written.current = <AllMetricsTable {...props} />;
  return (
    <details
      class="wz-more"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>Alle Messwerte und was sie bedeuten</summary>
      {written.current}
    </details>
  );
}

function AllMetricsTable({ runs, previous }: AllMeasurementsProps) {
  const present = presentMetrics(runs.map((run) => run.measurement));
  const metrics = [true, false].flatMap((isMain) => present.filter((metric) => metric.isMain === isMain));
  return (
    <>
      <ScrollBox>
        <table class="wz-table wz-explained">
          <caption class="sr-only">Alle Messwerte mit Erklärung</caption>
          <thead>
            <tr>
              <th scope="col">Messwert</th>
              {runs.map((run) => (
                <th key={run.id} scope="col" class={`tone-${toneOf(run.mode)}`}>
                  {run.label}
                </th>
              ))}
              <th scope="col">Bedeutung</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => (
              <Row key={metric.key} metric={metric} runs={runs} previous={previous} isExplained />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ChangeNote {...{ metrics, runs, previous }} />
    </>
  );
}

/** What a total time of a run that has not come to its end counts. */
const untilWords: Readonly<Partial<Record<TimelineRun['state'], string>>> = {
  stopped: ' bis zum Anhalten',
  running: ' bisher',
};

interface RowProps {
  readonly metric: PresentMetric;
  readonly runs: readonly TimelineRun[];
  readonly previous: ReadonlyMap<string, Measurement>;
  readonly isExplained?: boolean;
}

function Row({ metric, runs, previous, isExplained = false }: RowProps) {
  return (
    <tr class={`metric-${metric.key}`}>
      <th scope="row">{metric.label}</th>
      {runs.map((run) => {
        const value = metric.value(run.measurement);
        const changed = changeOf(metric, run, previous);
        return (
          <td key={run.id}>
            {value === null ? '–' : metric.text(value)}
            {metric.key === 'total' && untilWords[run.state] !== undefined && <small>{untilWords[run.state]}</small>}
            {changed !== null && <small class="wz-change">{changed}</small>}
          </td>
        );
      })}
      {isExplained && <td class="wz-meaning">{metric.meaning}</td>}
    </tr>
  );
}

interface WordsProps {
  readonly label: string;
  readonly words: ReadonlyMap<string, string>;
  readonly runs: readonly TimelineRun[];
}

function Words({ label, words, runs }: WordsProps) {
  if (!runs.some((run) => words.has(run.id))) return null;
  return (
    <tr class="wz-words">
      <th scope="row">{label}</th>
      {runs.map((run) => (
        <td key={run.id}>{words.get(run.id) ?? '–'}</td>
      ))}
    </tr>
  );
}
