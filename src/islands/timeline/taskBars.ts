import type { ProgramSpan, TaskLane, TaskSpan } from '../../../sandbox/trace/spans.ts';
import { indexAfter } from './programSpans.ts';

/**
 * What a task or thread did, as it is drawn. `running`: its own statements ran. `blocked`: it waited inside a blocking call,
 * a task thereby holding the whole event loop. `ready`: it could run, but something else did. `waiting`: it had nothing to do.
 */
export type TaskState = 'running' | 'blocked' | 'ready' | 'waiting';

/** In the order in which they are stacked, from the ground up. */
export const taskStates = ['running', 'blocked', 'ready', 'waiting'] as const satisfies readonly TaskState[];

/** The states' words, as they stand above the lanes. */
export const stateWords: Readonly<Record<TaskState, string>> = {
  running: 'läuft',
  blocked: 'blockiert',
  ready: 'bereit',
  waiting: 'wartet',
};

/** One stretch of one state, in microseconds. */
export interface TaskBar {
  readonly state: TaskState;
  readonly from: number;
  readonly to: number;
}

/** The stretches of a task's or thread's life. `program` is the main thread's lane, `now` ends what still goes on. */
export function taskBars(lane: TaskLane, program: readonly ProgramSpan[], now: number): readonly TaskBar[] {
  return lane.spans.flatMap((span) => {
    if (lane.unit === 'thread') return [threadBar(span, now)];
    return span.state === 'running' ? runningBars(span, program, now) : [plainBar(span, span.state, now)];
  });
}

function plainBar(span: TaskSpan, state: TaskState, now: number): TaskBar {
  return { state, from: span.from, to: span.to ?? now };
}

/** A thread that waits for the net or sleeps is blocked in that call; one that waits for a lock has nothing to do. */
function threadBar(span: TaskSpan, now: number): TaskBar {
  const isInCall = span.reason === 'socket' || span.reason === 'sleep' || span.reason === 'xhr';
  return plainBar(span, span.state === 'waiting' && isInCall ? 'blocked' : span.state, now);
}

/** A running task, cut where the program was blocked meanwhile: it is this task that held everything up. */
function runningBars(span: TaskSpan, program: readonly ProgramSpan[], now: number): readonly TaskBar[] {
  const end = span.to ?? now;
  const bars: TaskBar[] = [];
  let from = span.from;
  for (let index = indexAfter(program, from); from < end; index += 1) {
    const part = program[index];
    if (part === undefined) break;
    const to = Math.min(end, part.to ?? now);
    if (to > from) bars.push({ state: part.state === 'blocked' ? 'blocked' : 'running', from, to });
    from = Math.max(from, to);
    if (part.to === null) break;
  }
  return bars;
}

/** How long a task or thread was in each state, in microseconds. */
export function taskTimes(bars: readonly TaskBar[]): Readonly<Record<TaskState, number>> {
  const times = { running: 0, blocked: 0, ready: 0, waiting: 0 };
  for (const { state, from, to } of bars) times[state] += to - from;
  return times;
}
