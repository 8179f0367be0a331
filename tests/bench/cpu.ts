// npm run bench:cpu: what computing costs in the lab (Chromium) against the same machine natively; the source of cpu-factor.ts.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureNativePythons } from '../../sandbox/commands/native-python.ts';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { cpuFactors } from '../../sandbox/lab/cpu-factor.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import { openBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';

/** Rounds of native and lab in turn; of each part the best counts, since other load only ever adds. */
const ROUNDS = 3;

const run = promisify(execFile);
const programs = [
  { runtime: 'python', file: fileURLToPath(new URL('./cpu/work.py', import.meta.url)) },
  { runtime: 'typescript', file: fileURLToPath(new URL('./cpu/work.ts', import.meta.url)) },
] as const;

type Seconds = Map<string, number>;

const pythons = await ensureNativePythons((line) => console.error(line));
const server = await serveLabPage();
const browser = await openBrowser('chromium');
try {
  const page = await browser.newPage();
  await openLab(page, server);
  for (const { runtime, file } of programs) {
    const natives = nativesFor(runtime).map((native) => ({ ...native, seconds: new Map() as Seconds }));
    const lab: Seconds = new Map();
    for (let round = 0; round < ROUNDS; round++) {
      for (const { path, seconds } of natives) keepBest(seconds, (await run(path, [file])).stdout);
      keepBest(lab, await labOutput(page, runtime, file));
    }
    for (const { name, seconds } of natives) report(runtime, name, seconds, lab);
  }
} finally {
  await browser.close();
  await server.close();
}

/** What the lab's time is compared with: each Python of this machine, or this Node. */
function nativesFor(runtime: RunOrder['runtime']): { readonly name: string; readonly path: string }[] {
  if (runtime === 'typescript') return [{ name: `Node ${process.versions.node}`, path: process.execPath }];
  return pythons.map(({ version, path }) => ({ name: `CPython ${version}`, path }));
}

async function labOutput(page: TestPage, runtime: RunOrder['runtime'], file: string): Promise<string> {
  const { output, end } = await runOnPage(page, {
    runtime,
    source: await readFile(file, 'utf8'),
    fileName: basename(file),
    parameters: {},
    conditions: presets.artikel,
    clockMode: { kind: 'sofort' },
  });
  if (end.kind !== 'ended' || end.outcome.exitCode !== 0) throw new Error(`Failed to bench: ${JSON.stringify(end)}`);
  return output;
}

/** Reads lines `part seconds`. */
function keepBest(best: Seconds, output: string): void {
  for (const line of output.trim().split('\n')) {
    const [part = '', seconds = ''] = line.split(' ');
    best.set(part, Math.min(best.get(part) ?? Number.POSITIVE_INFINITY, Number(seconds)));
  }
}

function report(runtime: RunOrder['runtime'], name: string, native: Seconds, lab: Seconds): void {
  const ratios = [...native].map(([part, seconds]) => {
    const inLab = (lab.get(part) ?? Number.NaN) / cpuFactors[runtime];
    console.log(
      `${name} ${part}: native ${ms(seconds)}, lab ${ms(inLab)}, native / lab ${(seconds / inLab).toFixed(2)}`,
    );
    return seconds / inLab;
  });
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`${name}: geometric mean ${mean.toFixed(2)}, factor in use ${cpuFactors[runtime]}`);
}

function ms(seconds: number): string {
  return `${(seconds * 1_000).toFixed(1)} ms`;
}
