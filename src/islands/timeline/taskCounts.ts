import type { RunSpans } from '../../../sandbox/trace/spans.ts';
import type { Stretch } from './density.ts';
import { type TaskState, taskBars } from './taskBars.ts';

/** What all tasks and threads did, as stretches. `now` ends those that go on. */
export function* taskStretches(spans: RunSpans, now: number): Iterable<Stretch<TaskState>> {
  for (const lane of spans.tasks) {
    for (const { state, from, to } of taskBars(lane, spans.program, now)) yield { phase: state, from, to };
  }
}

/** The states that a picture shows: running however short, the others where a stretch lasts `least` microseconds. */
export function statesSeen(spans: RunSpans, now: number, least: number): ReadonlySet<TaskState> {
  const seen = new Set<TaskState>();
  for (const { phase, from, to } of taskStretches(spans, now)) {
    if (phase === 'running' || to - from >= least) seen.add(phase);
  }
  return seen;
}
