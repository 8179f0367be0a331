import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { ProgramMode } from '../../../sandbox/lab/example.ts';
import { createEditing } from '../editor/createEditing.ts';
import { createDrafts, type Drafts } from '../editor/drafts.ts';
import type { Editing } from '../editor/editing.ts';
import { plainLines } from '../editor/plainLines.ts';
import { type ExperimentData, type Language, languageWords, type ProgramData } from '../experiment/experimentData.ts';
import { createExperimentModel, type ExperimentModel, type Stage, sourceOf } from '../experiment/experimentModel.ts';
import { followWithForecast } from '../experiment/followSettings.ts';
import type { SharedSide } from './sharedLab.ts';

export type SideName = 'a' | 'b';

/** One of the laboratory's two places: a program with settings of its own. */
export interface Side {
  readonly name: SideName;
  /** Slug of the example; null for a program of the reader's own. */
  readonly example: string | null;
  readonly program: ProgramData;
  /** The program's own word; the program's label here begins with its place. */
  readonly word: string;
  readonly model: ExperimentModel;
  /** Absent on the server. */
  readonly editing: Editing | null;
}

const starters: Readonly<Record<Language, string>> = {
  python: `import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    antwort = await client.chat.completions.create(
        model="gpt-6-luna",
        messages=[{"role": "user", "content": "Was heißt asynchron?"}],
    )
    print(antwort.choices[0].message.content)


asyncio.run(main())
`,
  typescript: `import OpenAI from 'openai';

const client = new OpenAI();

const antwort = await client.chat.completions.create({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'Was heißt asynchron?' }],
});
console.log(antwort.choices[0]?.message.content);
`,
};

const emptyFiles: Readonly<Record<Language, string>> = { python: 'eigenes.py', typescript: 'eigenes.ts' };

/** Data of a program that belongs to no example. */
export function ownProgram(
  language: Language,
  source = starters[language],
  mode: ProgramMode = 'asynchron',
): ExperimentData {
  return {
    slug: 'eigenes',
    title: `Eigenes Programm (${languageWords[language]})`,
    question: '',
    conditions: presets.artikel,
    parameters: [],
    sliders: [],
    programs: [
      { file: emptyFiles[language], language, mode, label: 'eigenes Programm', source, html: plainLines(source) },
    ],
    prediction: null,
    proof: null,
    notes: {},
    article: [],
    recordings: [],
  };
}

/** Drafts that live as long as the page: what came with a link must not replace what the reader keeps. */
export function pageDrafts(): Drafts {
  return { load: () => ({}), save: () => null };
}

interface SideSetup {
  readonly name: SideName;
  readonly example: string | null;
  readonly data: ExperimentData;
  readonly file: string;
  readonly stage: Stage;
  /** Where edits are kept; null on the server, where nothing is edited. */
  readonly drafts: Drafts | null;
}

/** Puts one program of an example into a place of the laboratory. Throws where the example has no such file. */
export function createSide({ name, example, data, file, stage, drafts }: SideSetup): Side {
  const found = data.programs.find((candidate) => candidate.file === file);
  if (found === undefined) throw new Error(`Failed to open ${file}: ${data.slug} has no such program. Choose another.`);
  const program: ProgramData = { ...found, label: `${name.toUpperCase()} · ${found.label}` };
  const own: ExperimentData = { ...data, slug: `labor-${name}`, programs: [program], prediction: null, proof: null };
  const model = createExperimentModel(own, stage);
  if (drafts !== null) followWithForecast(model);
  return {
    name,
    example,
    program,
    word: found.label,
    model,
    editing: drafts === null ? null : createEditing(model, drafts),
  };
}

/** Where the laboratory keeps the reader's edits of an example. */
export function sideDrafts(name: SideName, example: string | null): Drafts {
  return createDrafts(`labor-${name}/${example ?? 'eigenes'}`);
}

/** A side as a link holds it. */
export function sharedSide({ example, program, model }: Pick<Side, 'example' | 'program' | 'model'>): SharedSide {
  return {
    example,
    file: program.file,
    language: program.language,
    mode: program.mode,
    source: sourceOf(model, program),
    parameters: { ...model.parameters.value },
    conditions: model.conditions.value,
  };
}
