// npm run bench:lab [-- --in chromium|firefox|node] [--only TEIL] [--most 10000] [--rounds 3]: how true the laboratory's time is.
// Answers due after the same time, at once and in turn: lab time against the ideal, beside native clients and MSW's service
// worker.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ensureNativePythons } from '../../sandbox/commands/native-python.ts';
import { integer, oneOf, readOptions, runCommand, text } from '../../sandbox/commands/options.ts';
import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import type { TraceEvent } from '../../sandbox/trace/event.ts';
import { openBrowser } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import {
  allowedMs,
  clientOf,
  conditionsFor,
  idealMs,
  type Load,
  loads,
  medianOf,
  NATIVE_MAX,
  parametersFor,
} from './lab/loads.ts';
import { openMsw } from './lab/msw.ts';
import { nativeMs, programOf } from './lab/native.ts';

/** The sides of the comparison; null where one does not exist. */
interface Sides {
  readonly lab: (load: Load) => Promise<number>;
  readonly native: (load: Load) => Promise<number>;
  readonly msw: ((load: Load) => Promise<number>) | null;
  readonly close: () => Promise<void>;
}

interface Row extends Load {
  readonly idealMs: number;
  readonly labMs: number;
  readonly nativeMs: number | null;
  readonly mswMs: number | null;
  /** Native error, where there is one, plus what is allowed beside it. */
  readonly boundMs: number;
  readonly met: boolean;
}

await runCommand(async () => {
  const { values } = readOptions(process.argv.slice(2), {
    in: oneOf(['chromium', 'firefox', 'node'] as const, 'chromium'),
    only: text('ein Teil des Namens eines Clients', ''),
    most: integer(1, 10_000, 10_000),
    rounds: integer(1, 9, 3),
  });
  const wanted = ({ client, count }: Load): boolean => client.includes(values.only) && count <= values.most;
  const sides = await openSides(values.in);
  const rows: Row[] = [];
  try {
    for (const load of loads.filter(wanted)) {
      const row = await measure(load, sides, values.rounds);
      rows.push(row);
      console.log(textOf(row));
    }
  } finally {
    await sides.close();
  }
  const missed = rows.filter(({ met }) => !met).length;
  console.log(JSON.stringify({ in: values.in, rounds: values.rounds, missed, rows }));
  return missed === 0 ? 0 : 1;
});

async function openSides(where: 'chromium' | 'firefox' | 'node'): Promise<Sides> {
  const pythons = await ensureNativePythons(console.error);
  // The lab's own version, where it can be had
  const python = (pythons.at(-1) ?? pythons[0]).path;
  const native = (load: Load) => nativeMs(load, python);
  if (where === 'node') {
    await makeLabAssets();
    const lab = async (load: Load) => labMsOf((await runHeadless(await orderOf(load))).events);
    return { lab, native, msw: null, close: async () => {} };
  }
  const server = await serveLabPage();
  const browser = await openBrowser(where);
  const page = await browser.newPage();
  await openLab(page, server);
  const msw = await openMsw(browser);
  return {
    lab: async (load) => labMsOf((await runOnPage(page, await orderOf(load))).events),
    native,
    msw: msw.measure,
    close: async () => {
      await browser.close();
      await Promise.all([server.close(), msw.close()]);
    },
  };
}

async function measure(load: Load, { lab, native, msw }: Sides, rounds: number): Promise<Row> {
  const ideal = idealMs(load);
  const labMs = await medianOver(rounds, () => lab(load));
  const ofNative = load.count <= NATIVE_MAX ? await medianOver(rounds, () => native(load)) : null;
  const mswMs = msw && load.client === 'fetch' && load.count <= NATIVE_MAX ? await msw(load) : null;
  const boundMs = allowedMs(ideal) + (ofNative === null ? 0 : Math.abs(ofNative - ideal));
  const met = Math.abs(labMs - ideal) <= boundMs;
  return { ...load, idealMs: ideal, labMs, nativeMs: ofNative, mswMs, boundMs, met };
}

async function medianOver(rounds: number, run: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await run());
  return medianOf(values);
}

async function orderOf(load: Load): Promise<RunOrder> {
  const path = programOf(load);
  return {
    runtime: clientOf(load).runtime,
    source: await readFile(path, 'utf8'),
    fileName: basename(path),
    parameters: { ...parametersFor(load), OPENAI_BASE_URL: 'http://api.openai.com/v1' },
    conditions: conditionsFor(load),
    clockMode: { kind: 'sofort' },
  };
}

function labMsOf(events: readonly TraceEvent[]): number {
  const printed = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
  const ms = Number(printed);
  if (!(ms > 0)) throw new Error(`Failed to bench: the program printed ${JSON.stringify(printed.slice(0, 500))}.`);
  return ms;
}

function textOf(row: Row): string {
  const ms = (value: number | null) => (value === null ? '–' : value.toFixed(1)).padStart(9);
  const name = `${row.client} x${row.count}${row.inTurn ? ' in turn' : ''}, due after ${row.dueMs} ms`;
  const times = `ideal ${ms(row.idealMs)}  lab ${ms(row.labMs)}  native ${ms(row.nativeMs)}  MSW ${ms(row.mswMs)}`;
  return `${row.met ? '✓' : '✗'} ${name.padEnd(44)} ${times}  error ${ms(row.labMs - row.idealMs)} of ${ms(row.boundMs)}`;
}
