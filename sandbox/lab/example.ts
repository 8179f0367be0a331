import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import type { Conditions } from '../conditions/conditions.ts';
import { resolveConditions, sliderValue } from './conditions-choice.ts';
import {
  type ExampleFile,
  exampleFileSchema,
  type Parameter,
  type Prediction,
  type ProgramMode,
  programModes,
  type Slider,
} from './example-file.ts';
import { parameterProblem, parameterValues } from './parameter.ts';

export type { NumberParameter, Parameter, Prediction, ProgramMode, Slider, WordParameter } from './example-file.ts';
export { parameterProblem, parameterValues, valuesIn, wordsIn } from './parameter.ts';

export interface ExampleProgram {
  readonly file: string;
  readonly language: 'python' | 'typescript';
  readonly mode: ProgramMode;
  readonly label?: string;
  readonly note?: string;
  readonly clock: 'wiederholbar' | 'sofort';
  readonly source: string;
}

/** A setting of an example: what was recorded, or what parity compares. */
export interface ExampleSetting {
  /** All parameters, defaults filled in, as the environment will hold them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: Conditions;
  /** File names. */
  readonly programs: readonly string[];
}

/** What the article says of the whole time: its words by mode, where all these parameters have these values. */
export interface ArticleFigure {
  readonly parameters: Readonly<Record<string, string>>;
  readonly total: Readonly<Partial<Record<ProgramMode, string>>>;
}

/** An example, checked and complete: defaults filled in, conditions whole, sources at hand. */
export interface Example {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly conditions: Conditions;
  readonly parameters: readonly Parameter[];
  readonly sliders: readonly Slider[];
  readonly programs: readonly ExampleProgram[];
  readonly recordings: readonly ExampleSetting[];
  readonly prediction?: Prediction;
  /** What the article says of the whole time at some parameter values (as the environment holds them). */
  readonly article: readonly ArticleFigure[];
  readonly proof?: string;
  readonly notes: { readonly python?: string | undefined; readonly typescript?: string | undefined };
  readonly parity?: ExampleSetting;
}

/** A broken example: names the file, the field and the remedy. */
export class ExampleError extends Error {
  override readonly name = 'ExampleError';
  constructor(slug: string, file: string, problem: string, remedy: string) {
    super(`Failed to read example ${slug}: ${file}: ${problem}. ${remedy}`);
  }
}

/**
 * Reads one example. `yaml` is the text of example.yaml, `sources` the programs by file name.
 * Throws ExampleError naming file, field and remedy.
 */
export function parseExample(slug: string, yaml: string, sources: Readonly<Record<string, string>>): Example {
  const file = parseFile(slug, yaml);
  const programs = file.programs.map((entry) => programOf(slug, entry, sources));
  const conditions = resolveConditions(file.conditions);
  checkParameters(slug, file);
  checkSliders(slug, file, conditions);
  const setting = settingReader(slug, file, programs, conditions);
  const { prediction, proof, parity } = file;
  return {
    slug,
    title: file.title,
    question: file.question,
    conditions,
    parameters: file.parameters,
    sliders: file.sliders,
    programs,
    recordings: file.recordings.map((entry, index) => setting(entry, `recordings[${index}]`)),
    ...(prediction === undefined ? {} : { prediction }),
    article: file.article.map(({ parameters, total }) => ({ parameters: texts(parameters), total })),
    ...(proof === undefined ? {} : { proof }),
    notes: file.notes,
    ...(parity === undefined ? {} : { parity: setting(parity, 'parity') }),
  };
}

/** Values as the environment holds them. */
function texts(values: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function parseFile(slug: string, yaml: string): ExampleFile {
  let data: unknown;
  try {
    data = parse(yaml);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line ?? 1;
    throw new ExampleError(slug, 'example.yaml', `line ${line} is no YAML (${error.code})`, 'Correct the line.');
  }
  const result = exampleFileSchema.safeParse(data);
  if (result.success) return result.data;
  const problem = result.error.issues.map(issueText).join('; ');
  throw new ExampleError(slug, 'example.yaml', problem, 'Correct the field (schema: sandbox/lab/example.ts).');
}

function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const own = issue.code === 'invalid_union' && issue.message === 'Invalid input';
  const message = own ? issue.errors.map((inner) => inner.map(issueText).join(', ')).join(' or ') : issue.message;
  return path === '' ? message : `field ${path.replace(/^\./, '')}: ${message}`;
}

const modeByPrefix: readonly (readonly [string, ProgramMode])[] = [
  ['sync', 'synchron'],
  ['async', 'asynchron'],
  ['thread', 'thread'],
  ['blockier', 'blockierend'],
];

function programOf(
  slug: string,
  entry: ExampleFile['programs'][number],
  sources: Readonly<Record<string, string>>,
): ExampleProgram {
  const given = typeof entry === 'string' ? { file: entry, clock: 'wiederholbar' as const } : entry;
  const source = sources[given.file];
  if (source === undefined) {
    const remedy = 'Write the file into the folder or take it out of programs.';
    throw new ExampleError(slug, 'example.yaml', `field programs: the folder has no ${given.file}`, remedy);
  }
  const mode = given.mode ?? modeByPrefix.find(([prefix]) => given.file.startsWith(prefix))?.[1];
  if (mode === undefined) {
    const remedy = `Write { file: ${given.file}, mode: … } with one of ${programModes.join(', ')}.`;
    throw new ExampleError(slug, 'example.yaml', `field programs: ${given.file} does not tell its mode`, remedy);
  }
  return {
    file: given.file,
    language: given.file.endsWith('.py') ? 'python' : 'typescript',
    mode,
    ...(given.label === undefined ? {} : { label: given.label }),
    ...(given.note === undefined ? {} : { note: given.note }),
    clock: given.clock,
    source,
  };
}

function checkParameters(slug: string, file: ExampleFile): void {
  for (const [index, parameter] of file.parameters.entries()) {
    const inLanguages = 'min' in parameter ? [] : Object.values(parameter.choicesIn).flat();
    const values = [parameter.default, ...(parameter.choices ?? []), ...inLanguages].map(String);
    const wrong = values.find((value) => parameterProblem(parameter, value) !== null);
    if (wrong === undefined) continue;
    const problem = `field parameters[${index}]: ${wrong} is no allowed value of ${parameter.name}`;
    throw new ExampleError(slug, 'example.yaml', problem, 'Correct default, choices, choicesIn, min or max.');
  }
}

function checkSliders(slug: string, file: ExampleFile, conditions: Conditions): void {
  for (const [index, slider] of file.sliders.entries()) {
    const value = sliderValue(conditions, slider.field);
    if (value !== null && value >= slider.min && value <= slider.max) continue;
    const problem = `field sliders[${index}].field: ${slider.field} is ${value ?? 'absent'} in the example's conditions`;
    throw new ExampleError(slug, 'example.yaml', problem, `Widen min and max, or change the conditions.`);
  }
}

type SettingEntry = ExampleFile['recordings'][number] | NonNullable<ExampleFile['parity']>;

function settingReader(
  slug: string,
  file: ExampleFile,
  programs: readonly ExampleProgram[],
  conditions: Conditions,
): (entry: SettingEntry, field: string) => ExampleSetting {
  return (entry, field) => {
    const whole = isWhole(entry) ? entry : { parameters: entry, conditions: undefined, programs: undefined };
    for (const [name, value] of Object.entries(whole.parameters)) {
      const parameter = file.parameters.find((candidate) => candidate.name === name);
      if (parameter !== undefined && parameterProblem(parameter, String(value)) === null) continue;
      const problem = `field ${field}.${name}: ${value} is ${parameter === undefined ? 'no declared parameter' : 'out of range'}`;
      throw new ExampleError(slug, 'example.yaml', problem, 'Declare it under parameters or correct the value.');
    }
    const unknown = whole.programs?.find((name) => !programs.some((program) => program.file === name));
    if (unknown !== undefined) {
      throw new ExampleError(slug, 'example.yaml', `field ${field}.programs: ${unknown}`, 'Name one of programs.');
    }
    return {
      parameters: parameterValues(file.parameters, whole.parameters),
      conditions: whole.conditions === undefined ? conditions : resolveConditions(whole.conditions, conditions),
      programs: whole.programs ?? programs.map((program) => program.file),
    };
  };
}

function isWhole(entry: SettingEntry): entry is NonNullable<ExampleFile['parity']> {
  return 'parameters' in entry && typeof entry.parameters === 'object';
}
