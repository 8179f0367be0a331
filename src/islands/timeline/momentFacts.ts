import type { RequestPhase, RunSpans, TaskLane } from '../../../sandbox/trace/spans.ts';
import { number, secondsOfMicros } from '../../strings/numbers.ts';
import type { Fact } from './laneFacts.ts';
import { spanAt } from './programSpans.ts';
import { stateWords, type TaskState, taskBars, taskStates } from './taskBars.ts';

const reasons = {
  free: 'wartet in der Event-Loop',
  socket: 'wartet auf das Netz',
  sleep: 'schläft',
  xhr: 'wartet auf eine synchrone Anfrage',
  lock: 'wartet auf eine Sperre',
} as const;

function programText(spans: RunSpans, at: number): string {
  const span = spanAt(spans.program, at);
  if (span === null) return 'zu Ende';
  if (span.state === 'computing') return 'rechnet';
  const reason = span.reason === undefined ? '' : `, ${reasons[span.reason]}`;
  const line = span.line === undefined ? '' : ` (Zeile ${span.line})`;
  return `${span.state === 'free' ? 'Event-Loop frei' : 'blockiert'}${span.state === 'free' ? '' : reason}${line}`;
}

const phaseWords: Readonly<Record<RequestPhase, string>> = {
  connect: 'verbinden sich',
  handshake: 'im TLS-Handshake',
  waiting: 'warten auf Antwort',
  streaming: 'empfangen',
  'retry-pause': 'pausieren vor Wiederholung',
};

function inFlight(spans: RunSpans, at: number): readonly Fact[] {
  const counts = new Map<RequestPhase, number>();
  for (const lane of spans.lanes) {
    for (const phase of lane.phases) {
      if (phase.from <= at && (phase.to ?? spans.now) > at) {
        counts.set(phase.phase, (counts.get(phase.phase) ?? 0) + 1);
      }
    }
  }
  return [...counts].map(([phase, count]) => ({ label: phaseWords[phase], value: number(count) }));
}

/** Tasks and threads by what they do at a moment: which one runs or blocks, how many are ready, how many wait. */
function taskFacts(spans: RunSpans, at: number): readonly Fact[] {
  if (spans.tasks.length === 0) return [];
  const lanes = new Map<TaskState, TaskLane[]>(taskStates.map((state) => [state, []]));
  for (const lane of spans.tasks) {
    const bar = taskBars(lane, spans.program, spans.now).find(({ from, to }) => from <= at && at < to);
    if (bar !== undefined) lanes.get(bar.state)?.push(lane);
  }
  return taskStates.flatMap((state): Fact[] => {
    const [first, ...others] = lanes.get(state) ?? [];
    if (first === undefined) return state === 'running' ? [{ label: stateWords.running, value: 'keine' }] : [];
    const isOne = others.length === 0 && (state === 'running' || state === 'blocked');
    return [{ label: stateWords[state], value: isOne ? first.name : number(others.length + 1) }];
  });
}

/** What happened in a run at one moment (microseconds): the program, its tasks, its requests. */
export function momentFacts(spans: RunSpans, at: number): readonly Fact[] {
  return [
    { label: 'Zeitpunkt', value: secondsOfMicros(at) },
    { label: 'Programm', value: programText(spans, at) },
    ...taskFacts(spans, at),
    ...inFlight(spans, at),
  ];
}
