// npm run parity [-- --only TEIL] [--rounds 3]: every program natively and in the lab, and what differs
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { makeLabAssets } from '../lab/build.node.ts';
import { ensureNativePython } from './native-python.ts';
import { integer, readOptions, runCommand, text } from './options.ts';
import { type Comparison, compareRuns } from './parity/compare.ts';
import { runInLab } from './parity/lab-side.ts';
import { runNatively } from './parity/native-side.ts';
import type { ParityRun } from './parity/parity-run.ts';
import { type ParityProgram, parityPrograms } from './parity/programs.ts';

const TABLE = new URL('../../content/measurements/parity.json', import.meta.url);

interface Row extends Comparison {
  readonly program: string;
}

await runCommand(async () => {
  const { values } = readOptions(process.argv.slice(2), {
    only: text('ein Teil eines Programmnamens', null),
    rounds: integer(1, 9, 3),
  });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await makeLabAssets(undefined, say);
  const python = await ensureNativePython(say);
  const only = values.only;
  const programs = (await parityPrograms()).filter(({ name }) => only === null || name.includes(only));
  const rows: Row[] = [];
  for (const program of programs) {
    const row = await compareProgram(program, python, values.rounds);
    rows.push(row);
    process.stdout.write(lineOf(row));
  }
  const equal = rows.filter(({ differences }) => differences.length === 0).length;
  process.stdout.write(`\n${equal} von ${rows.length} Programmen gleich.\n`);
  await writeTable(only === null ? rows : await withRows(rows), values.rounds);
  return equal === rows.length ? 0 : 1;
});

/** Both sides `rounds` times; the run with the median duration of each is compared. */
async function compareProgram(program: ParityProgram, python: string, rounds: number): Promise<Row> {
  try {
    const native = await median(rounds, () => runNatively(program, python));
    const lab = await median(rounds, () => runInLab(program));
    return { program: program.name, ...compareRuns(lab, native) };
  } catch (error) {
    return { program: program.name, labMs: 0, nativeMs: 0, differences: [String(error)] };
  }
}

async function median(rounds: number, run: () => Promise<ParityRun>): Promise<ParityRun> {
  const runs: ParityRun[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await run());
  runs.sort((a, b) => a.durationMs - b.durationMs);
  const middle = runs[Math.floor(runs.length / 2)];
  if (!middle) throw new Error('Failed to take the median: no rounds. Ask for at least one.');
  return middle;
}

function lineOf({ program, labMs, nativeMs, differences }: Row): string {
  const sign = differences.length === 0 ? '✓' : '✗';
  const times = `${labMs.toFixed(0).padStart(6)} ms Labor ${nativeMs.toFixed(0).padStart(6)} ms nativ`;
  return `${sign} ${program.padEnd(40)} ${times}${differences.map((difference) => `\n    ${difference}`).join('')}\n`;
}

/** The table's rows with these in the place of their former selves. */
async function withRows(rows: readonly Row[]): Promise<Row[]> {
  const { rows: former } = JSON.parse(await readFile(TABLE, 'utf8')) as { rows: Row[] };
  return former.map((row) => rows.find(({ program }) => program === row.program) ?? row);
}

async function writeTable(rows: readonly Row[], rounds: number): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const table = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} Kerne, ${process.platform} ${process.arch}`,
    node: process.versions.node,
    openaiNode: dependencies['openai'],
    pyodide: dependencies['pyodide'],
    rounds,
    rows: rows.map(({ labMs, nativeMs, ...row }) => ({
      ...row,
      labMs: Math.round(labMs),
      nativeMs: Math.round(nativeMs),
    })),
  };
  await mkdir(new URL('.', TABLE), { recursive: true });
  await writeFile(TABLE, `${JSON.stringify(table, null, 1)}\n`);
}
