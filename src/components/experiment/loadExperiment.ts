import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import type { Example, ExampleProgram } from '../../../sandbox/lab/example.ts';
import { parseRecording, type Recording, recordingName } from '../../../sandbox/lab/recording.ts';
import {
  type ExperimentData,
  modeWord,
  type ProgramData,
  type RecordingRef,
} from '../../islands/experiment/experimentData.ts';
import type { ExampleEntry } from '../../islands/laboratory/Laboratory.tsx';
import { highlight } from './highlight.ts';

/** Where the examples lie while the site is built (bundled code no longer knows its own place). */
export const examplesFolder = pathToFileURL(`${process.cwd()}/content/examples/`);

async function programData(program: ExampleProgram): Promise<ProgramData> {
  return {
    file: program.file,
    language: program.language,
    mode: program.mode,
    label: program.label ?? modeWord(program.mode),
    ...(program.note === undefined ? {} : { note: program.note }),
    source: program.source,
    html: await highlight(program.source, program.language),
  };
}

/** Where the site serves the data of experiments, below its base path. */
export const dataFolder = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}labor/daten/`;

/** The recordings that have been made, with the address at which the page finds them. */
function recordingRefs(example: Example): readonly RecordingRef[] {
  return example.recordings.flatMap((setting) =>
    setting.programs.flatMap((program): RecordingRef[] => {
      const name = recordingName(program, setting.parameters, setting.conditions, example.conditions);
      if (!existsSync(new URL(`${example.slug}/recordings/${name}`, examplesFolder))) return [];
      const { parameters, conditions } = setting;
      return [{ program, parameters, conditions, path: `${dataFolder}${example.slug}/${name}` }];
    }),
  );
}

async function dataOf(example: Example): Promise<ExperimentData> {
  return {
    slug: example.slug,
    title: example.title,
    question: example.question,
    conditions: example.conditions,
    parameters: example.parameters,
    sliders: example.sliders,
    programs: await Promise.all(example.programs.map(programData)),
    prediction: example.prediction ?? null,
    proof: example.proof ?? null,
    notes: {
      ...(example.notes.python === undefined ? {} : { python: example.notes.python }),
      ...(example.notes.typescript === undefined ? {} : { typescript: example.notes.typescript }),
    },
    article: example.article,
    recordings: recordingRefs(example),
  };
}

const loaded = new Map<string, Promise<ExperimentData>>();

/**
 * The data of one experiment, read once per build.
 * @throws ExampleError where the example's folder is broken, naming file, field and remedy
 */
export function loadExperiment(slug: string): Promise<ExperimentData> {
  const known = loaded.get(slug);
  if (known !== undefined) return known;
  const made = readExample(slug, examplesFolder).then(dataOf);
  loaded.set(slug, made);
  return made;
}

/** Text of a recording's file, by the path the page asks for. */
export function recordingText(ref: RecordingRef): Promise<string> {
  return readFile(new URL(ref.path.slice(dataFolder.length).replace('/', '/recordings/'), examplesFolder), 'utf8');
}

/** A recording as the server draws it. */
export async function loadRecording(ref: RecordingRef): Promise<Recording> {
  return parseRecording(await recordingText(ref));
}

/** An example as the laboratory's list names it. */
export function exampleEntry({ slug, title, programs }: ExperimentData): ExampleEntry {
  return { slug, title, programs: programs.map(({ file, label, language }) => ({ file, label, language })) };
}
