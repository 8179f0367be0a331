import { counted, duration, number, seconds, times } from '../../strings/numbers.ts';
import { taskCountText } from './taskRows.ts';
import type { TimelineRun } from './timelineRun.ts';

function describeRun(run: TimelineRun): string {
  const { measurement, spans } = run;
  const total = seconds(measurement.totalMs);
  const requests = counted(measurement.requests, 'Anfrage', 'Anfragen');
  const until = spans.outcome === null ? `bisher ${total}` : total;
  const together = measurement.maxInFlight > 1 ? `, höchstens ${number(measurement.maxInFlight)} zugleich` : '';
  const order = measurement.requests > 1 && together === '' ? ', nacheinander' : together;
  return `${run.label}: ${requests} in ${until}${order}${describeFailures(run)}${describeTasks(run)}`;
}

/** How many of the calls of a finished run succeeded; nothing where all did. */
function describeFailures({ measurement: { succeeded, calls }, spans }: TimelineRun): string {
  if (spans.outcome === null || succeeded === calls) return '';
  if (succeeded > 0) return `, nur ${successText(succeeded, calls)} erfolgreich`;
  return calls === 1 ? ', der Aufruf war nicht erfolgreich' : `, keiner von ${number(calls)} Aufrufen war erfolgreich`;
}

const successText = (succeeded: number, calls: number): string =>
  `${number(succeeded)} von ${counted(calls, 'Aufruf', 'Aufrufen')}`;

/** Least share of the total time for which a held event loop is worth a word. */
const HELD = 0.05;

/** How many tasks and threads there were, and whether one of them held the event loop; nothing where there were none. */
function describeTasks({ spans, measurement, mode, language }: TimelineRun): string {
  const count = taskCountText(spans);
  const tasks = count === '' ? '' : `, ${count}`;
  const { blockedMs, computingMs } = measurement.program;
  const held = blockedMs + computingMs;
  if (mode !== 'asynchron' || spans.outcome === null || held < HELD * measurement.totalMs) return tasks;
  // Python without a task has no event loop: the program itself waits in its call.
  const isLoop = language === 'typescript' || spans.tasks.some(({ unit }) => unit === 'task');
  return `${tasks}, ${isLoop ? `die Event-Loop stand ${duration(held)} still` : `das Programm war ${duration(held)} blockiert`}`;
}

/** Least ratio of two runs that is worth a sentence; below it they count as equally fast. */
const WORTH = 1.25;

/** How the fastest and the slowest of the finished runs compare, or null where there is nothing to compare. */
export function comparison(runs: readonly TimelineRun[]): string | null {
  const finished = runs.filter((run) => run.spans.outcome?.kind === 'completed' && run.measurement.succeeded > 0);
  if (finished.length < 2 || runs.some((run) => run.forecast !== null)) return null;
  // Runs that did different work cannot be compared by their time.
  if (new Set(finished.map((run) => run.measurement.calls)).size > 1) return null;
  const ordered = [...finished].sort((a, b) => a.measurement.totalMs - b.measurement.totalMs);
  const [fast, slow] = [ordered[0], ordered.at(-1)];
  if (fast === undefined || slow === undefined) return null;
  const ratio = slow.measurement.totalMs / fast.measurement.totalMs;
  if (fast.measurement.succeeded !== slow.measurement.succeeded) return unlikeSuccess(finished);
  if (ratio < WORTH) return 'Beide brauchen etwa gleich lange.';
  // Without a verb: a label may be one („asynchron“) or many („Threads“).
  return `${capital(fast.label)}: hier ${times(ratio)} so schnell fertig wie ${slow.label}.`;
}

/** Who gives up sooner is not faster. */
function unlikeSuccess(runs: readonly TimelineRun[]): string {
  const each = runs.map(
    ({ label, measurement: { succeeded, calls } }) =>
      `${label} ${succeeded === 1 ? 'ist' : 'sind'} ${successText(succeeded, calls)} erfolgreich`,
  );
  return `Die Zeiten sind hier nicht vergleichbar: ${each.join(', ')}.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What the picture shows, in one sentence: for screen readers, captions and the exported files. */
export function describeRuns(runs: readonly TimelineRun[]): string {
  if (runs.length === 0) return 'Noch keine Messung.';
  const sentence = `${runs.map(describeRun).join('; ')}.`;
  const compared = comparison(runs);
  return compared === null ? sentence : `${sentence} ${compared}`;
}
