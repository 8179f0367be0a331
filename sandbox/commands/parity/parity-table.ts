import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type NativePython, versionPins } from '../native-python.ts';
import type { Comparison } from './compare.ts';

const TABLE = new URL('../../../content/measurements/parity.json', import.meta.url);
const PACKAGE = new URL('../../../package.json', import.meta.url);

/** Libraries that programs import; the others are what these need. */
const SHOWN_LIBRARIES = ['openai', 'httpx2', 'httpx', 'aiohttp', 'requests', 'urllib3', 'tenacity', 'pydantic'];
const SHOWN_PACKAGES = ['openai', 'p-limit', 'p-retry'];

/** One program in the lab and in every native runtime. */
export interface ParityRow {
  readonly program: string;
  readonly labMs: number;
  /** `on`: `Python 3.14.10`, `Node 24.21.0`. */
  readonly natives: readonly ({ readonly on: string } & Comparison)[];
}

export const isEqual = ({ natives }: ParityRow): boolean =>
  natives.every(({ differences }) => differences.length === 0);

interface Measuring {
  /** Whether these are all the programs; else the table keeps its other rows. */
  readonly whole: boolean;
  readonly pythons: readonly NativePython[];
  readonly rounds: number;
}

/** Writes the rows into the table that the site shows, with what they were measured with. */
export async function keepRows(rows: readonly ParityRow[], { whole, pythons, rounds }: Measuring): Promise<void> {
  const table = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length === 1 ? '1 Kern' : `${cpus().length} Kerne`}, ${process.platform} ${process.arch}`,
    ...(await versions(pythons)),
    rounds,
    rows: (whole ? rows : await withRows(rows)).map(rounded),
  };
  await mkdir(new URL('.', TABLE), { recursive: true });
  await writeFile(TABLE, `${JSON.stringify(table, null, 1)}\n`);
}

/** The table's rows with these in the place of their former selves, new ones at the end. */
async function withRows(rows: readonly ParityRow[]): Promise<ParityRow[]> {
  // The wire: the file that keepRows wrote.
  const { rows: former } = JSON.parse(await readFile(TABLE, 'utf8')) as { rows: ParityRow[] };
  const kept = new Map([...former, ...rows].map((row) => [row.program, row]));
  return [...kept.values()];
}

const rounded = ({ program, labMs, natives }: ParityRow): ParityRow => ({
  program,
  labMs: Math.round(labMs),
  natives: natives.map((native) => ({ ...native, nativeMs: Math.round(native.nativeMs) })),
});

/** What each side ran on. Libraries have the same versions on both: lab and native are made from the same lists. */
async function versions(pythons: readonly NativePython[]) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(PACKAGE, 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const pins = new Map((await versionPins()).map((pin) => pin.split('==') as [string, string]));
  const named = (names: readonly string[], versionOf: (name: string) => string | undefined) =>
    names.map((name) => ({ name, version: versionOf(name) ?? '' }));
  return {
    lab: [
      { name: 'Pyodide', version: dependencies['pyodide'] ?? '' },
      { name: 'Node.js', version: process.versions.node },
    ],
    native: [
      ...pythons.map(({ version }) => ({ name: 'CPython', version })),
      { name: 'Node.js', version: process.versions.node },
    ],
    pythonLibraries: named(SHOWN_LIBRARIES, (name) => pins.get(name)),
    npmPackages: named(SHOWN_PACKAGES, (name) => dependencies[name] ?? devDependencies[name]),
  };
}
