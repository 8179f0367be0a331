import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Conditions, presets } from '../../conditions/conditions.ts';
import { conditionsChoiceSchema, resolveConditions } from '../../lab/conditions-choice.ts';
import { EXAMPLES_FOLDER, readExamples } from '../../lab/example.node.ts';

/** A program to be compared, and under what. */
export interface ParityProgram {
  /** `viele-aufrufe/async.py`, or `formen/queue_worker.py` for the programs of many shapes. */
  readonly name: string;
  readonly path: string;
  readonly runtime: 'python' | 'typescript';
  readonly parameters: Readonly<Record<string, string>>;
  /** Plain HTTP and round trip 0, as natively on one machine. */
  readonly conditions: Conditions;
}

const SHAPES_FOLDER = new URL('../../../tests/parity/', import.meta.url);

const settingsSchema = z.strictObject({
  default: conditionsChoiceSchema,
  programs: z.record(z.string(), conditionsChoiceSchema),
});

/** Every program of the examples that declares a parity variant, and every program of many shapes. */
export async function parityPrograms(): Promise<ParityProgram[]> {
  return [...(await examplePrograms()), ...(await shapePrograms())];
}

async function examplePrograms(): Promise<ParityProgram[]> {
  const examples = await readExamples();
  return examples.flatMap(({ slug, parity }) =>
    (parity?.programs ?? []).map((file) => ({
      name: `${slug}/${file}`,
      path: fileURLToPath(new URL(`${slug}/${file}`, EXAMPLES_FOLDER)),
      runtime: runtimeOf(file),
      parameters: parity?.parameters ?? {},
      conditions: onOneMachine(parity?.conditions ?? presets.artikel),
    })),
  );
}

async function shapePrograms(): Promise<ParityProgram[]> {
  const settings = settingsSchema.parse(parse(await readFile(new URL('settings.yaml', SHAPES_FOLDER), 'utf8')));
  const files = (await readdir(new URL('programs/', SHAPES_FOLDER))).filter((file) => /\.(py|ts)$/.test(file)).sort();
  return files.map((file) => ({
    name: `formen/${file}`,
    path: fileURLToPath(new URL(`programs/${file}`, SHAPES_FOLDER)),
    runtime: runtimeOf(file),
    parameters: {},
    conditions: onOneMachine(resolveConditions(settings.programs[file] ?? settings.default)),
  }));
}

const runtimeOf = (file: string) => (file.endsWith('.py') ? 'python' : 'typescript');

const onOneMachine = (conditions: Conditions): Conditions => ({
  ...conditions,
  name: 'eigene',
  network: { roundTripMs: 0, tls: false },
});
