// npm run parity [-- --only TEIL] [--rounds 3]: every program natively and in the lab, and what differs
import { makeLabAssets } from '../lab/build.node.ts';
import { ensureNativePythons, type NativePython } from './native-python.ts';
import { integer, OptionError, readOptions, runCommand, text } from './options.ts';
import { type Comparison, compareRuns } from './parity/compare.ts';
import { prepareInLab } from './parity/lab-side.ts';
import { type LoadedPython, loadPython } from './parity/loaded-python.ts';
import { prepareNatively } from './parity/native-side.ts';
import type { ParityRun, PreparedRun } from './parity/parity-run.ts';
import { isEqual, keepRows, type ParityRow } from './parity/parity-table.ts';
import { type ParityProgram, parityPrograms } from './parity/programs.ts';

/** What runs a program natively: its name in the table, and Python where it is one. */
interface Native {
  readonly on: string;
  readonly python: LoadedPython | null;
}

await runCommand(async () => {
  const { values, positionals } = readOptions(process.argv.slice(2), {
    only: text('Teile von Programmnamen, mit Komma getrennt', null),
    rounds: integer(1, 9, 3),
  });
  if (positionals.length > 0)
    throw new OptionError(`Das Argument „${positionals[0]}“ ist zu viel. Erlaubt: --only TEIL,TEIL.`);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await makeLabAssets(undefined, say);
  const pythons = await ensureNativePythons(say);
  const only = values.only?.split(',') ?? null;
  const programs = (await parityPrograms()).filter(({ name }) => only?.some((part) => name.includes(part)) ?? true);
  const natives = await loadNatives(pythons);
  const rows: ParityRow[] = [];
  try {
    for (const program of programs) {
      const row = await compareProgram(program, natives[program.runtime], values.rounds);
      rows.push(row);
      process.stdout.write(textOf(row));
      // At once: a run that is ended early loses nothing.
      await keepRows([row], { whole: false, pythons, rounds: values.rounds });
    }
  } finally {
    await Promise.all(natives.python.map(({ python }) => python?.end()));
  }
  const equal = rows.filter(isEqual).length;
  process.stdout.write(`\n${equal} von ${rows.length} Programmen gleich.\n`);
  if (only === null) await keepRows(rows, { whole: true, pythons, rounds: values.rounds });
  return equal === rows.length ? 0 : 1;
});

/** By runtime, what runs its programs natively. */
async function loadNatives(
  pythons: readonly NativePython[],
): Promise<Record<ParityProgram['runtime'], readonly Native[]>> {
  const loaded = pythons.map(async ({ version, path }) => ({
    on: `Python ${version}`,
    python: await loadPython(path),
  }));
  return { python: await Promise.all(loaded), typescript: [{ on: `Node ${process.versions.node}`, python: null }] };
}

/** Each side `rounds` times; the run with the median duration of each is compared. */
async function compareProgram(program: ParityProgram, natives: readonly Native[], rounds: number): Promise<ParityRow> {
  const lab = await medianRun(() => prepareInLab(program), rounds);
  const compared: ParityRow['natives'][number][] = [];
  for (const { on, python } of natives) compared.push({ on, ...(await compareWith(lab, program, python, rounds)) });
  return { program: program.name, labMs: lab.durationMs, natives: compared };
}

async function compareWith(
  lab: ParityRun,
  program: ParityProgram,
  python: LoadedPython | null,
  rounds: number,
): Promise<Comparison> {
  try {
    return compareRuns(lab, await medianRun(() => prepareNatively(program, python), rounds));
  } catch (error) {
    return { nativeMs: 0, differences: [String(error)] };
  }
}

/** All rounds load their libraries at once; then they run one after another, with the machine to themselves. */
async function medianRun(prepareOne: () => Promise<PreparedRun>, rounds: number): Promise<ParityRun> {
  const prepared: PreparedRun[] = [];
  const prepare = async (): Promise<number> => prepared.push(await prepareOne());
  try {
    await Promise.all(Array.from({ length: rounds }, prepare));
    const runs: ParityRun[] = [];
    for (const each of prepared) runs.push(await each.run());
    return median(runs);
  } finally {
    await Promise.all(prepared.map((each) => each.close()));
  }
}

function median(runs: readonly ParityRun[]): ParityRun {
  const middle = [...runs].sort((a, b) => a.durationMs - b.durationMs)[Math.floor(runs.length / 2)];
  if (!middle) throw new Error('Failed to take the median: no rounds. Ask for at least one.');
  return middle;
}

function textOf({ program, labMs, natives }: ParityRow): string {
  const first = `${program.padEnd(40)} ${labMs.toFixed(0).padStart(6)} ms im Labor\n`;
  const lines = natives.map(({ on, nativeMs, differences }) => {
    const sign = differences.length === 0 ? '✓' : '✗';
    const line = `  ${sign} ${on.padEnd(36)} ${nativeMs.toFixed(0).padStart(6)} ms`;
    return [line, ...differences.map((difference) => `    ${difference}`), ''].join('\n');
  });
  return first + lines.join('');
}
