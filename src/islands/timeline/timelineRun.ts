import type { ProgramMode } from '../../../sandbox/lab/example.ts';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import type { RunSpans } from '../../../sandbox/trace/spans.ts';

/** The colour family of a run: one meaning, one colour. */
export type Tone = 'sync' | 'async' | 'thread';

/** One run as the timeline shows it. `spans` may be a live view; whoever changes it renders anew. */
export interface TimelineRun {
  /** Unique on its page; part of element ids. */
  readonly id: string;
  /** Where it comes from and how far it is. */
  readonly state: 'empty' | 'recorded' | 'running' | 'ended' | 'stopped';
  readonly mode: ProgramMode;
  readonly language: 'python' | 'typescript';
  /** What stands above its lanes: „synchron". */
  readonly label: string;
  /** Smaller, beside it: „Python · sync.py". */
  readonly detail: string;
  readonly spans: RunSpans;
  readonly measurement: Measurement;
  /** The laboratory's clock while a run really waits, ahead of the last event; null where events alone tell the time. */
  readonly liveNow: number | null;
  /** What a run under the settings chosen since is expected to take, in microseconds; null where nothing changed. */
  readonly forecast: number | null;
  /** Arrival times (microseconds) of streamed tokens by request: drawn as ticks. */
  readonly tokens: ReadonlyMap<number, readonly number[]>;
}

/** The moment up to which a run is drawn, in microseconds. */
export function drawnNow(run: TimelineRun): number {
  return Math.max(run.spans.now, run.liveNow ?? 0);
}

/** Changes with what happened in a run, and with nothing else: parts of the picture are drawn anew for these. */
export function seenOf(run: TimelineRun): readonly [Measurement, number] {
  return [run.measurement, drawnNow(run)];
}

const tones: Readonly<Record<ProgramMode, Tone>> = {
  synchron: 'sync',
  blockierend: 'sync',
  asynchron: 'async',
  thread: 'thread',
};

/** The colour family of a program's mode. */
export function toneOf(mode: ProgramMode): Tone {
  return tones[mode];
}
