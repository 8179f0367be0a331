import { readFileSync } from 'node:fs';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import type { ClientLanguage } from '../../../sandbox/forecast/forecast.ts';
import { runHeadless } from '../../../sandbox/lab/headless.node.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import type { Ground } from '../../../src/islands/decide/calculator-question.ts';
import { fillProgram, type TakeAwayValues } from '../../../src/islands/decide/take-away.ts';
import { decisionData } from './decision-files.ts';

export const ground: Ground = { conditions: presets.artikel, profiles: latencyProfiles };

/** A program that some recommendation hands out. */
export interface ProgramFile {
  readonly file: string;
  readonly language: ClientLanguage;
  readonly template: string;
}

export const programFiles: readonly ProgramFile[] = decisionData.recommendations.flatMap(({ programs }) =>
  (['python', 'typescript'] as const).flatMap((language) => {
    const file = programs[language];
    if (file === undefined) return [];
    const url = new URL(`../../../content/decision/programs/${file}`, import.meta.url);
    return [{ file, language, template: readFileSync(url, 'utf8') }];
  }),
);

/** The program of a file name. Throws where no recommendation names it. */
export function programFile(file: string): ProgramFile {
  const found = programFiles.find((program) => program.file === file);
  if (found === undefined)
    throw new Error(`Failed to find ${file}: no recommendation names it. Check recommendations.yaml.`);
  return found;
}

export const values: TakeAwayValues = {
  model: 'gpt-6-luna',
  calls: 12,
  maxTokens: 40,
  concurrency: 4,
  submissions: 2,
  retries: 3,
  timeoutSeconds: 60,
  pollSeconds: 20,
  batchSize: 10,
};

export interface LabResult {
  readonly outcome: string;
  readonly output: string;
  readonly measurement: Measurement;
}

/** Runs a filled program in the headless lab, in mode Wiederholbar. */
export async function runInLab(
  { file, language, template }: ProgramFile,
  filled: TakeAwayValues,
  conditions: Conditions,
): Promise<LabResult> {
  const source = fillProgram(template, language, filled);
  const run = await runHeadless({
    runtime: language,
    source,
    fileName: file,
    parameters: {},
    conditions,
    clockMode: { kind: 'wiederholbar' },
  });
  const output = run.events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
  return { outcome: run.outcome.kind, output, measurement: measure(spansOf(run.events)) };
}
