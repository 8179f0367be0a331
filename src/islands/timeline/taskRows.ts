import type { RunSpans, TaskLane } from '../../../sandbox/trace/spans.ts';
import { counted, number } from '../../strings/numbers.ts';

/** One line of the event loop's picture: a task or thread, or all tasks that the libraries made. */
export interface TaskRow {
  readonly label: string;
  readonly lanes: readonly TaskLane[];
}

/** „frage 2“, where several bear the same name; threads are counted, as their own names are long. */
function labelOf(lane: TaskLane, index: number, same: readonly TaskLane[]): string {
  const name = lane.unit === 'thread' ? 'Thread' : lane.name;
  return same.length === 1 && lane.unit === 'task' ? name : `${name} ${number(index + 1)}`;
}

/** The program's own tasks and all threads, each a row; the tasks of libraries together in the last one. */
export function taskRows(spans: RunSpans): readonly TaskRow[] {
  const own = spans.tasks.filter((lane) => !lane.isLibrary);
  const same = Map.groupBy(own, (lane) => (lane.unit === 'thread' ? lane.unit : `task ${lane.name}`));
  const labels = new Map(
    [...same.values()].flatMap((lanes) => lanes.map((lane, index) => [lane, labelOf(lane, index, lanes)] as const)),
  );
  const rows = own.map((lane) => ({ label: labels.get(lane) ?? lane.name, lanes: [lane] }));
  const others = spans.tasks.filter((lane) => lane.isLibrary);
  if (others.length === 0) return rows;
  return [...rows, { label: `Bibliotheken: ${countOf(others)}`, lanes: others }];
}

/** A task whose life is a smaller part of the run is thinner than a line. */
const BRIEF = 1 / 400;

function isBrief({ lanes: [lane] }: TaskRow, { now }: RunSpans): boolean {
  if (lane === undefined || lane.isLibrary || lane.unit === 'thread') return false;
  return (lane.end === null || lane.end === 'done') && (lane.to ?? now) - lane.from < now * BRIEF;
}

/** The rows as they are drawn: tasks too short to be seen (those that only tidy up) share the place of the first of them. */
export function drawnRows(spans: RunSpans): readonly TaskRow[] {
  const rows = taskRows(spans);
  const brief = rows.filter((row) => isBrief(row, spans));
  const [first] = brief;
  if (first === undefined || brief.length === 1) return rows;
  const together = {
    label: `${number(brief.length)} sehr kurze ${unitWords.task.many}`,
    lanes: brief.flatMap(({ lanes }) => lanes),
  };
  return rows.flatMap((row) => (row === first ? [together] : brief.includes(row) ? [] : [row]));
}

const unitWords = { task: { one: 'Task', many: 'Tasks' }, thread: { one: 'Thread', many: 'Threads' } } as const;

function countOf(lanes: readonly TaskLane[]): string {
  return (['task', 'thread'] as const)
    .map((unit) => ({ unit, count: lanes.filter((lane) => lane.unit === unit).length }))
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => counted(count, unitWords[unit].one, unitWords[unit].many))
    .join(', ');
}

/**
 * „5 Tasks, 2 Threads, dazu 3 Tasks der Bibliotheken“; with how many there were in all, where the trace does not tell of each.
 */
export function taskCountText({ tasks, untoldTasks }: RunSpans): string {
  if (untoldTasks === 0) {
    const own = countOf(tasks.filter(({ isLibrary }) => !isLibrary));
    const others = countOf(tasks.filter(({ isLibrary }) => isLibrary));
    if (others === '') return own;
    return own === '' ? `${others} der Bibliotheken` : `${own}, dazu ${others} der Bibliotheken`;
  }
  const told = tasks.filter((lane) => lane.unit === 'task').length;
  return `die ersten ${number(told)} von ${counted(told + untoldTasks, unitWords.task.one, unitWords.task.many)}`;
}

/** The program's own tasks; its threads where it has no tasks (else their lines name them). */
export function laneCountText({ tasks }: RunSpans): string {
  const own = tasks.filter((lane) => !lane.isLibrary);
  const ownTasks = own.filter((lane) => lane.unit === 'task');
  return countOf(ownTasks.length > 0 ? ownTasks : own);
}
