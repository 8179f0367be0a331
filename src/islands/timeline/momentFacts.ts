import type { ProgramSpan, RequestPhase, RunSpans } from '../../../sandbox/trace/spans.ts';
import { number, secondsOfMicros } from '../../strings/numbers.ts';
import type { Fact } from './laneFacts.ts';

/** The span of an ordered list that holds a moment, or null. */
function spanAt(spans: readonly ProgramSpan[], at: number): ProgramSpan | null {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return null;
    if (span.from > at) high = middle - 1;
    else if (span.to !== null && span.to <= at) low = middle + 1;
    else return span;
  }
  return null;
}

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

/** Tasks and threads by what they do at a moment: which one runs, how many are ready, how many wait. */
function taskFacts(spans: RunSpans, at: number): readonly Fact[] {
  let running: string | null = null;
  let ready = 0;
  let waiting = 0;
  for (const task of spans.tasks) {
    for (const span of task.spans) {
      if (span.from > at || (span.to ?? spans.now) <= at) continue;
      if (span.state === 'running') running = task.name;
      else if (span.state === 'ready') ready += 1;
      else waiting += 1;
    }
  }
  if (spans.tasks.length === 0) return [];
  return [
    { label: 'läuft', value: running ?? 'keine' },
    { label: 'bereit', value: number(ready) },
    { label: 'wartet', value: number(waiting) },
  ];
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
