// npm run record [-- --example SLUG …] [--check]: runs every program of every example at its recorded settings.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makeLabAssets } from '../lab/build.node.ts';
import { EXAMPLES_FOLDER, readExamples } from '../lab/example.node.ts';
import type { Example, ExampleProgram, ExampleSetting } from '../lab/example.ts';
import { type HeadlessRun, runHeadless } from '../lab/headless.node.ts';
import { recordingUrl } from '../lab/recording.node.ts';
import { formatRecording, makeRecording, WHOLE_REQUESTS } from '../lab/recording.ts';
import { compareRecordings } from './compare-recordings.ts';
import { flag, type ListOption, readOptions, runCommand } from './options.ts';

/** Largest recording, gzip. */
const MOST_BYTES = 150_000;

interface Task {
  readonly example: Example;
  readonly program: ExampleProgram;
  readonly setting: ExampleSetting;
  readonly file: string;
}

await runCommand(async () => {
  const examples = await readExamples();
  const slugs = examples.map((example) => example.slug);
  const byName: ListOption<string> = { each: (text) => slugs.find((slug) => slug === text), allowed: slugs.join(', ') };
  const { values } = readOptions(process.argv.slice(2), { example: byName, check: flag });
  const chosen = examples.filter(({ slug }) => values.example.length === 0 || values.example.includes(slug));
  const { python } = await makeLabAssets();
  if (python === null)
    console.error('!! Python could not be made: its recordings are SKIPPED. Install Python 3 with pip.');
  const languages = python === null ? ['typescript'] : ['python', 'typescript'];
  return values.check ? check(chosen, languages) : record(chosen, languages);
});

function tasksOf(example: Example): Task[] {
  return example.recordings.flatMap((setting) =>
    example.programs
      .filter((program) => setting.programs.includes(program.file))
      .map((program) => {
        const file = fileURLToPath(recordingUrl(example, program.file, setting));
        return { example, program, setting, file };
      }),
  );
}

async function record(examples: readonly Example[], languages: readonly string[]): Promise<number> {
  let failed = 0;
  for (const example of examples) {
    const tasks = tasksOf(example);
    await mkdir(new URL(`${example.slug}/recordings/`, EXAMPLES_FOLDER), { recursive: true });
    for (const task of tasks.filter(({ program }) => languages.includes(program.language))) {
      try {
        const { text, note } = await make(task);
        await writeFile(task.file, text);
        console.log(`${example.slug}/${basename(task.file)}  ${note}`);
      } catch (error) {
        failed++;
        console.error(`!! ${example.slug}/${basename(task.file)}: ${messageOf(error)}`);
      }
    }
    await removeStale(tasks);
  }
  return failed === 0 ? 0 : 1;
}

async function check(examples: readonly Example[], languages: readonly string[]): Promise<number> {
  let differing = 0;
  const tasks = examples.flatMap(tasksOf).filter(({ program }) => languages.includes(program.language));
  for (const task of tasks) {
    const name = `${task.example.slug}/${basename(task.file)}`;
    const difference = await differenceOf(task).catch(messageOf);
    if (difference === null) continue;
    differing++;
    console.error(`!! ${name}: ${difference}`);
  }
  console.log(`${tasks.length - differing} of ${tasks.length} recordings are as a run gives them today.`);
  if (differing > 0) console.error('Remedy: look at what changed; if it is meant, npm run record and commit.');
  return differing === 0 ? 0 : 1;
}

async function differenceOf(task: Task): Promise<string | null> {
  const saved = await readFile(task.file, 'utf8').catch(() => null);
  if (saved === null) return 'missing';
  const { text } = await make(task);
  return compareRecordings(saved, text, task.program.clock);
}

/** Runs a program and writes its recording; where that is too large, a smaller sample. */
async function make(task: Task): Promise<{ readonly text: string; readonly note: string }> {
  const { program, setting, example } = task;
  const finished = await runHeadless({
    runtime: program.language,
    source: program.source,
    fileName: program.file,
    parameters: setting.parameters,
    conditions: setting.conditions,
    clockMode: { kind: program.clock },
  });
  const what = { example: example.slug, program: program.file, ...setting, clock: program.clock };
  return fitting(what, finished);
}

function fitting(
  what: Omit<Parameters<typeof makeRecording>[0], 'outcome'> & { readonly programs?: readonly string[] },
  { events, outcome }: HeadlessRun,
): { readonly text: string; readonly note: string } {
  const { programs: _, ...head } = what;
  for (let keep = WHOLE_REQUESTS; keep >= 1; keep = Math.floor(keep / 2)) {
    const recording = makeRecording({ ...head, outcome }, events, keep);
    const text = formatRecording(recording);
    const bytes = gzipSync(text).length;
    if (bytes > MOST_BYTES) continue;
    const { total, kept } = recording.requests;
    const seconds = (recording.measurement.totalMs / 1_000).toFixed(2);
    const note = `${outcome.kind}, ${seconds} s, ${kept} of ${total} requests, ${(bytes / 1_000).toFixed(1)} kB gzip`;
    return { text, note };
  }
  throw new Error(
    `Failed to record: even one request takes more than ${MOST_BYTES} bytes. Let the program print less.`,
  );
}

/** Recordings of settings that no longer exist. */
async function removeStale(tasks: readonly Task[]): Promise<void> {
  const first = tasks[0];
  if (first === undefined) return;
  const folder = dirname(first.file);
  const current = new Set(tasks.map((task) => basename(task.file)));
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.json') || current.has(file)) continue;
    await rm(`${folder}/${file}`);
    console.log(`removed ${file}: no such setting any more`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
