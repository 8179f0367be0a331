import type { RunSpans } from '../../../sandbox/trace/spans.ts';
import type { Stretch } from './density.ts';
import { type TaskState, taskBars } from './taskBars.ts';

/** What all tasks and threads did, as stretches. `now` ends those that go on. */
export function* taskStretches(spans: RunSpans, now: number): Iterable<Stretch<TaskState>> {
  for (const lane of spans.tasks) {
    for (const { state, from, to } of taskBars(lane, spans.program, now)) yield { phase: state, from, to };
  }
}

/** The states that occur in a run for so long that a picture shows them (microseconds). */
export function statesSeen(spans: RunSpans, now: number, least: number): ReadonlySet<TaskState> {
  const times = new Map<TaskState, number>();
  for (const { phase, from, to } of taskStretches(spans, now)) times.set(phase, (times.get(phase) ?? 0) + to - from);
  return new Set(
    [...times].filter(([state, time]) => time >= (state === 'running' ? 0 : least)).map(([state]) => state),
  );
}
