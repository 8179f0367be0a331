import type { ProgramMode } from '../../../sandbox/lab/example.ts';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import type { RunSpans } from '../../../sandbox/trace/spans.ts';

/** The colour family of a run: one meaning, one colour. */
export type Tone = 'sync' | 'async' | 'thread';

/** One run as the timeline shows it. `spans` may be a live view; whoever changes it renders anew. */
export interface TimelineRun {
  /** Unique on its page; part of element ids. */
  readonly id: string;
  readonly mode: ProgramMode;
  /** What stands above its lanes: „synchron". */
  readonly label: string;
  /** Smaller, beside it: „Python · sync.py". */
  readonly detail: string;
  readonly spans: RunSpans;
  readonly measurement: Measurement;
  /** What a run under the settings chosen since is expected to take, in microseconds; null where nothing changed. */
  readonly forecast: number | null;
  /** Arrival times (microseconds) of streamed tokens by request: drawn as ticks. */
  readonly tokens: ReadonlyMap<number, readonly number[]>;
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
