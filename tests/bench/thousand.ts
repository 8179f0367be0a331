// npm run bench:thousand: 1,000 requests at once in Python and 10,000 in TypeScript, from a warm start, in real seconds, and
// how smooth the page stays meanwhile; beside it, as a yardstick for the machine, how long bare loadPyodide() takes.
// Chromium; `-- firefox` or `-- node` elsewhere, `-- chromium python` one language.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import { LAB_FOLDER } from '../../sandbox/lab/folder.node.ts';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import { measure } from '../../sandbox/trace/measure.ts';
import { spansOf } from '../../sandbox/trace/spans.ts';
import { withPolicy } from '../../src/build/content-security-policy.ts';
import { serveStatic } from '../../src/build/static-server.mjs';
import { type BrowserName, openBrowser } from '../support/browsers.ts';
import { pageScript } from '../support/page-script.ts';

import type { ManyRequests, ThousandBench } from './thousand-page.ts';

declare global {
  /** What `thousand-page.ts` puts on the page. */
  var thousandBench: ThousandBench;
}

const REPEATS = 3;
const GOAL_FRAMES_PER_SECOND = 50;

/** Real seconds that each may take. */
const loads = [
  { file: 'aiohttp_at_once.py', runtime: 'python', count: 1_000, goalSeconds: 3 },
  { file: 'openai_at_once.py', runtime: 'python', count: 1_000, goalSeconds: 6 },
  { file: 'fetch_at_once.ts', runtime: 'typescript', count: 10_000, goalSeconds: 2 },
] as const;
type Load = (typeof loads)[number];

/** All are answered at once, so that nothing but the work of program, network and service is measured. */
const conditions: Conditions = {
  ...presets.artikel,
  latency: { kind: 'total', minMs: 3_000, maxMs: 3_000 },
  load: { slots: 100_000, slowdown: 1 },
};

async function orderOf({ file, runtime, count }: Load): Promise<RunOrder> {
  const source = await readFile(fileURLToPath(new URL(`./thousand/${file}`, import.meta.url)), 'utf8');
  const parameters = { ANZAHL: String(count) };
  return { runtime, source, fileName: file, parameters, conditions, clockMode: { kind: 'sofort' } };
}

type Measured = Pick<ManyRequests, 'ms' | 'labMs' | 'answered'> & Partial<ManyRequests>;
type Run = (order: RunOrder) => Promise<Measured>;

async function withNode(work: (run: Run) => Promise<void>): Promise<void> {
  await makeLabAssets();
  await work(async (order) => {
    let start = Number.NaN;
    const onTrace = (): void => {
      if (Number.isNaN(start)) start = performance.now();
    };
    const { events } = await runHeadless(order, { onTrace });
    const ms = performance.now() - start;
    const { totalMs, succeeded } = measure(spansOf(events));
    return { ms, labMs: totalMs, answered: succeeded };
  });
}

async function withBrowser(name: BrowserName, work: (run: Run) => Promise<void>): Promise<void> {
  await makeLabAssets();
  const script = await pageScript(new URL('./thousand-page.ts', import.meta.url));
  const html =
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Tausend</title>' +
    '<script type="module" src="./page.js"></script></head><body><p></p></body></html>';
  const server = await serveStatic({
    pages: { '/index.html': withPolicy(html), '/page.js': script },
    folders: {
      '/lab/': LAB_FOLDER,
      '/pyodide/': dirname(createRequire(import.meta.url).resolve('pyodide/package.json')),
    },
  });
  const browser = await openBrowser(name);
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitFor(() => 'thousandBench' in globalThis);
    // The first start fills the HTTP cache.
    await page.evaluate(() => globalThis.thousandBench.bare(), null);
    const bareMs = await page.evaluate(() => globalThis.thousandBench.bare(), null);
    console.log(`${name}  bare loadPyodide(), as a yardstick: ${(bareMs / 1_000).toFixed(2)} s`);
    await work((order) => page.evaluate((given) => globalThis.thousandBench.run(given), order));
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Prints a load's median; whether it reaches the goals. */
async function bench(where: string, load: Load, run: Run): Promise<boolean> {
  const measured: Measured[] = [];
  for (let i = 0; i < REPEATS; i++) measured.push(await run(await orderOf(load)));
  const median = measured.sort((a, b) => a.ms - b.ms)[Math.floor(REPEATS / 2)];
  if (median === undefined || median.answered !== load.count) {
    throw new Error(`Failed to bench ${load.file}: ${median?.answered} of ${load.count} requests were answered.`);
  }
  const seconds = median.ms / 1_000;
  const frames = median.framesPerSecond ?? Number.POSITIVE_INFINITY;
  const smooth =
    median.framesPerSecond === undefined
      ? ''
      : `, ${frames.toFixed(0)} frames a second (goal ${GOAL_FRAMES_PER_SECOND}), the slowest ${median.slowestFrameMs?.toFixed(0)} ms, ${median.batches} batches`;
  console.log(
    `${where}  ${load.file} x${load.count}: ${seconds.toFixed(2)} s (goal ${load.goalSeconds} s), ${(median.labMs / 1_000).toFixed(2)} s of lab time${smooth}`,
  );
  return seconds <= load.goalSeconds && frames >= GOAL_FRAMES_PER_SECOND;
}

const wanted = process.argv.slice(2);
const languages: string[] = wanted.filter((word) => word === 'python' || word === 'typescript');
const places = wanted.filter((word) => !languages.includes(word));
for (const place of places.length > 0 ? places : ['chromium']) {
  const work = async (run: Run): Promise<void> => {
    for (const load of loads) {
      if (languages.length > 0 && !languages.some((language) => language === load.runtime)) continue;
      if (!(await bench(place, load, run))) process.exitCode = 1;
    }
  };
  if (place === 'node') await withNode(work);
  else if (place === 'chromium' || place === 'firefox') await withBrowser(place, work);
  else throw new Error(`Failed to bench in ${place}: unknown. Give node, chromium or firefox.`);
}
