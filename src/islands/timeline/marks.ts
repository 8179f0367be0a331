import type { RequestPhase, RunSpans } from '../../../sandbox/trace/spans.ts';
import type { TimelineRun } from './timelineRun.ts';

/** The kinds of marks of the picture, from top to bottom. Those of tasks have their words above their rows. */
export const markKinds = [
  'blocked',
  'free',
  'computing',
  'end',
  'connection',
  'waiting',
  'streaming',
  'answer',
  'retry-pause',
  'failed',
  'aborted',
  'thread',
] as const;

export type MarkKind = (typeof markKinds)[number];

/** What each kind of mark says. */
export const markWords: Readonly<Record<MarkKind, string>> = {
  blocked: 'blockiert: das Programm wartet und tut nichts anderes',
  free: 'frei: die Event-Loop könnte anderes tun',
  computing: 'Zacken: das Programm rechnet, je höher, desto mehr',
  end: 'Ende des Laufs, daneben seine Gesamtzeit',
  connection: 'Verbindung aufbauen (TCP), dann absichern (TLS)',
  waiting: 'Aufruf wartet auf die Antwort',
  streaming: 'Antwort kommt an, Stück für Stück',
  answer: 'Antwort ist vollständig',
  'retry-pause': 'Pause vor der Wiederholung',
  failed: 'abgelehnt oder gescheitert',
  aborted: 'abgebrochen',
  thread: 'violett: Arbeit in einem Thread',
};

/** What a part of a call says. */
export function phaseWord(phase: RequestPhase): string {
  if (phase === 'connect') return 'Verbindung aufbauen (TCP)';
  return phase === 'handshake' ? 'Verbindung absichern (TLS)' : markWords[phase];
}

/** Waits that are a smaller part of the run leave no bar. */
const HAIR = 1 / 700;

function* kindsOf({ spans }: TimelineRun): Iterable<MarkKind> {
  yield* programKinds(spans);
  for (const lane of spans.lanes) {
    for (const { phase } of lane.phases) yield phase === 'connect' || phase === 'handshake' ? 'connection' : phase;
    if (lane.end === 'answered') yield 'answer';
    for (const { kind } of lane.marks) yield kind === 'aborted' ? kind : 'failed';
  }
  for (const { unit, end } of spans.tasks) {
    if (unit === 'thread') yield 'thread';
    if (end === 'cancelled') yield 'aborted';
    else if (end === 'failed') yield 'failed';
  }
}

function* programKinds({ program, now, outcome }: RunSpans): Iterable<MarkKind> {
  for (const { state, from, to } of program) {
    if (state === 'computing' || (to ?? now) - from >= now * HAIR) yield state;
  }
  if (outcome !== null) yield 'end';
}

/** The kinds of marks that these runs show, in the order of the words, each with the first run that shows it. */
export function marksSeen(runs: readonly TimelineRun[]): ReadonlyMap<MarkKind, TimelineRun> {
  const seen = new Map<MarkKind, TimelineRun>();
  for (const run of runs) for (const kind of kindsOf(run)) if (!seen.has(kind)) seen.set(kind, run);
  return new Map(
    markKinds.flatMap((kind): [MarkKind, TimelineRun][] => {
      const run = seen.get(kind);
      return run === undefined ? [] : [[kind, run]];
    }),
  );
}
