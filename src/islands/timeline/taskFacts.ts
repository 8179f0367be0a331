import type { RunSpans, TaskLane } from '../../../sandbox/trace/spans.ts';
import { counted, duration, secondsOfMicros } from '../../strings/numbers.ts';
import type { Fact } from './laneFacts.ts';
import { type TaskState, taskBars, taskTimes } from './taskBars.ts';
import type { TaskRow } from './taskRows.ts';

const ends = { done: 'fertig', failed: 'gescheitert', cancelled: 'abgebrochen' } as const;

/** How a task or thread ended, in German. */
export function taskEndText(lane: TaskLane, spans: RunSpans): string {
  if (lane.end !== null) return ends[lane.end];
  return spans.outcome === null ? 'lebt noch' : 'endet mit dem Programm';
}

/** „blockierte“ says two things: a task holds the event loop, a thread only itself. */
export function timeWords(unit: TaskLane['unit']): Readonly<Record<TaskState, string>> {
  return {
    running: 'lief',
    blocked: unit === 'task' ? 'hielt die Event-Loop an' : 'in blockierenden Aufrufen',
    ready: 'bereit, kam nicht dran',
    waiting: 'wartete',
  };
}

/** Less microseconds than this are no time that a reader could use. */
const NOTHING = 10;

function times(lanes: readonly TaskLane[], spans: RunSpans): readonly Fact[] {
  const sums = taskTimes(lanes.flatMap((lane) => taskBars(lane, spans.program, spans.now)));
  const words = timeWords(lanes[0]?.unit ?? 'task');
  return (['running', 'blocked', 'ready', 'waiting'] as const).flatMap((state) =>
    sums[state] < NOTHING && state !== 'running' ? [] : [{ label: words[state], value: duration(sums[state] / 1_000) }],
  );
}

/** What a line of the event loop's picture stands for, in numbers. */
export function taskFacts(row: TaskRow, spans: RunSpans): readonly Fact[] {
  const [lane] = row.lanes;
  if (lane === undefined) return [];
  if (row.lanes.length > 1) {
    return [{ label: 'zusammen', value: counted(row.lanes.length, 'Task', 'Tasks') }, ...times(row.lanes, spans)];
  }
  return [
    { label: 'Name im Programm', value: lane.name },
    { label: 'Beginn', value: secondsOfMicros(lane.from) },
    ...(lane.to === null ? [] : [{ label: 'Ende', value: secondsOfMicros(lane.to) }]),
    ...times(row.lanes, spans),
    { label: 'Ausgang', value: taskEndText(lane, spans) },
  ];
}
