import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conditions, type PresetName, presets } from '../conditions/conditions.ts';
import { EXAMPLES_FOLDER, readExample } from '../lab/example.node.ts';
import { parameterValues } from '../lab/example.ts';
import { type HeadlessRun, runHeadless } from '../lab/headless.node.ts';
import { LabError } from '../lab/lab-error.ts';
import type { RunOrder } from '../lab/protocol.ts';
import type { TraceEvent } from '../trace/event.ts';
import { measure } from '../trace/measure.ts';
import { spansOf } from '../trace/spans.ts';
import { assignments, describeOptions, flag, integer, OptionError, oneOf, readOptions } from './options.ts';
import { droppedCharacters, reportRun } from './report-run.ts';

/** Exit code where our machinery fails (EX_SOFTWARE of sysexits.h). */
const MACHINERY_FAILED = 70;

const presetNames = Object.keys(presets) as PresetName[];

const spec = {
  conditions: oneOf<PresetName | ''>(presetNames, ''),
  clock: oneOf<'sofort' | 'wiederholbar'>(['sofort', 'wiederholbar'], 'sofort'),
  seed: integer(0, 0xffff_ffff, null),
  param: assignments,
  json: flag,
};

/** Makes what the laboratory needs before a run, if it is missing; tells what it does line by line. */
export type MakeAssets = (runtime: RunOrder['runtime'], log: (line: string) => void) => Promise<unknown>;

/**
 * Runs a program in the headless lab: PROGRAM.(py|ts) [--conditions artikel] [--clock sofort|wiederholbar] [--seed 1]
 * [--param NAME=WERT …] [--json] [--help]. Returns the program's exit code.
 */
export async function runProgram(args: readonly string[], makeAssets: MakeAssets): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`Führt ein Programm (.py oder .ts) im Labor aus. Optionen:\n${describeOptions(spec)}`);
    return 0;
  }
  const { values, positionals } = readOptions(args, spec);
  const path = programPath(positionals);
  const source = await readFile(path, 'utf8').catch(() => {
    throw new OptionError(
      `Das Programm „${path}“ lässt sich nicht lesen. Erlaubt: eine vorhandene Datei .py oder .ts.`,
    );
  });
  const example = await exampleOf(path);
  const preset: Conditions = values.conditions === '' ? example.conditions : presets[values.conditions];
  const conditions = values.seed === null ? preset : { ...preset, seed: values.seed };
  const runtime = path.endsWith('.py') ? 'python' : 'typescript';
  await makeAssets(runtime, (line) => process.stderr.write(`${line}\n`));
  return run(
    {
      runtime,
      source,
      fileName: basename(path),
      parameters: { ...example.parameters, ...Object.fromEntries(values.param) },
      conditions,
      clockMode: { kind: values.clock },
    },
    values.json,
  );
}

function programPath(positionals: readonly string[]): string {
  const [given, ...more] = positionals;
  if (given === undefined) throw new OptionError('Es fehlt das Programm. Erlaubt: eine Datei .py oder .ts.');
  if (more.length > 0) throw new OptionError(`Zu viele Programme: „${more.join('“, „')}“. Erlaubt: genau eines.`);
  if (!/\.(py|ts)$/.test(given))
    throw new OptionError(`Das Programm heißt „${given}“. Erlaubt: eine Datei .py oder .ts.`);
  return resolve(given);
}

/** A program of an example runs under its conditions and default parameters unless told otherwise. */
async function exampleOf(path: string): Promise<{ conditions: Conditions; parameters: Record<string, string> }> {
  const folder = dirname(path);
  const inExamples = resolve(fileURLToPath(EXAMPLES_FOLDER)) === dirname(folder);
  if (!inExamples) return { conditions: presets.artikel, parameters: {} };
  const { conditions, parameters } = await readExample(basename(folder));
  return { conditions, parameters: parameterValues(parameters) };
}

async function run(order: RunOrder, json: boolean): Promise<number> {
  try {
    const finished = await runHeadless(order, json ? {} : { onTrace: printOutput });
    if (json) process.stdout.write(`${JSON.stringify(resultOf(finished))}\n`);
    else process.stdout.write(reportRun(order, finished));
    return finished.outcome.exitCode;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    process.stderr.write(`Das Labor konnte den Lauf nicht ausführen (${error.step}): ${error.message}\n`);
    return MACHINERY_FAILED;
  }
}

function printOutput(events: readonly TraceEvent[]): void {
  for (const event of events) if (event.kind === 'output') process[event.stream].write(event.text);
}

function resultOf({ events, outcome }: HeadlessRun) {
  return {
    outcome,
    output: outputOf(events),
    outputDropped: droppedCharacters(events),
    measurement: measure(spansOf(events)),
  };
}

function outputOf(events: readonly TraceEvent[]): { stream: 'stdout' | 'stderr'; text: string }[] {
  const parts: { stream: 'stdout' | 'stderr'; text: string }[] = [];
  for (const event of events) {
    if (event.kind !== 'output') continue;
    const last = parts.at(-1);
    if (last?.stream === event.stream) last.text += event.text;
    else parts.push({ stream: event.stream, text: event.text });
  }
  return parts;
}
