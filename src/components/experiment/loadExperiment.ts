import { pathToFileURL } from 'node:url';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import type { Example, ExampleProgram } from '../../../sandbox/lab/example.ts';
import { type ExperimentData, modeWord, type ProgramData } from '../../islands/experiment/experimentData.ts';
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
    article: [],
    recordings: [],
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
