import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import type { ArticleFigure, Parameter, Prediction, ProgramMode, Slider } from '../../../sandbox/lab/example.ts';

export type Language = 'python' | 'typescript';

/** One program of an experiment, with its code already coloured. */
export interface ProgramData {
  readonly file: string;
  readonly language: Language;
  readonly mode: ProgramMode;
  readonly label: string;
  readonly note?: string;
  readonly source: string;
  /** Shiki's lines: `<span class="line" data-line="1">…`. */
  readonly html: string;
}

/** Where a recording of one program at one setting lies, relative to the experiment's data. */
export interface RecordingRef {
  readonly program: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: Conditions;
  readonly path: string;
}

/** Everything a card needs, as data: the same on the server and in the browser. */
export interface ExperimentData {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly conditions: Conditions;
  readonly parameters: readonly Parameter[];
  readonly sliders: readonly Slider[];
  readonly programs: readonly ProgramData[];
  readonly prediction: Prediction | null;
  readonly proof: string | null;
  readonly notes: Readonly<Partial<Record<Language, string>>>;
  readonly article: readonly ArticleFigure[];
  readonly recordings: readonly RecordingRef[];
}

const modeWords: Readonly<Record<ProgramMode, string>> = {
  synchron: 'synchron',
  asynchron: 'asynchron',
  thread: 'Threads',
  blockierend: 'blockierend',
};

/** The reader's word for a mode. */
export function modeWord(mode: ProgramMode): string {
  return modeWords[mode];
}

/** The reader's word for a language. */
export const languageWords: Readonly<Record<Language, string>> = { python: 'Python', typescript: 'TypeScript' };
