// npm run bench:start: from a click to Python's first line of output, with openai, httpx, aiohttp and requests imported,
// against bare loadPyodide() in the same page, files in the HTTP cache. Chromium and Firefox, median of five.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import type { RunOrder } from '../../sandbox/lab/client.ts';
import { LAB_FOLDER } from '../../sandbox/lab/folder.node.ts';
import { withPolicy } from '../../src/build/content-security-policy.ts';
import { serveStatic } from '../../src/build/static-server.mjs';
import { availableBrowsers, type BrowserName, openBrowser } from '../support/browsers.ts';
import type { StartBench } from './start-page.ts';

declare global {
  /** What `start-page.ts` puts on the page. */
  var startBench: StartBench;
}

const REPEATS = 5;

/** What a start may cost at most, as share of bare Pyodide, or in milliseconds. */
const goals = { first: 0.7, fresh: 0.25, spareMs: 50 } as const;

const order: RunOrder = {
  runtime: 'python',
  source: 'import openai, httpx, aiohttp, requests\nprint("da")\n',
  fileName: 'start.py',
  parameters: {},
  conditions: presets.artikel,
  clockMode: { kind: 'sofort' },
};

const lab = await makeLabAssets();
const script = await build({
  entryPoints: [fileURLToPath(new URL('./start-page.ts', import.meta.url))],
  bundle: true,
  format: 'esm',
  platform: 'browser',
  write: false,
});
const server = await serveStatic({
  pages: {
    '/index.html': withPolicy(
      '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Start</title>' +
        '<script type="module" src="./page.js"></script></head><body></body></html>',
    ),
    '/page.js': script.outputFiles[0]?.text ?? '',
  },
  folders: {
    '/lab/': LAB_FOLDER,
    '/pyodide/': dirname(createRequire(import.meta.url).resolve('pyodide/package.json')),
  },
});

try {
  printSizes();
  let reached = true;
  for (const name of availableBrowsers()) reached = (await benchIn(name)) && reached;
  process.exitCode = reached ? 0 : 1;
} finally {
  await server.close();
}

function printSizes(): void {
  if (lab.python === null) throw new Error(`Failed to bench the start: ${lab.pythonMissing}`);
  const { packages: _packages, stdlib: _stdlib, ...needed } = lab.python.parts;
  const { part, sideModules } = lab.python.snapshot;
  const all = {
    ...needed,
    snapshot: part,
    ...Object.fromEntries(sideModules.map((module) => [module.name, module.part])),
  };
  const total = Object.values(all).reduce((sum, { sent }) => sum + sent, 0);
  for (const [name, { sent }] of Object.entries(all)) console.log(`${megabytes(sent)}  ${name.split('/').pop()}`);
  console.log(`${megabytes(total)}  in all (budget 26 MB)`);
}

async function benchIn(name: BrowserName): Promise<boolean> {
  const browser = await openBrowser(name);
  try {
    const times = { bare: [] as number[], first: [] as number[], fresh: [] as number[], spare: [] as number[] };
    for (let i = 0; i <= REPEATS; i++) {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.waitFor(() => 'startBench' in globalThis);
      const measured = {
        bare: await page.evaluate(() => globalThis.startBench.bare(), null),
        first: await page.evaluate((given) => globalThis.startBench.first(given), order),
        fresh: await page.evaluate((given) => globalThis.startBench.fresh(given), order),
        spare: await page.evaluate((given) => globalThis.startBench.spare(given), order),
      };
      await page.close();
      // The first page only fills the HTTP cache.
      if (i === 0) continue;
      times.bare.push(measured.bare);
      times.first.push(measured.first);
      times.fresh.push(measured.fresh);
      times.spare.push(measured.spare);
    }
    return report(name, times);
  } finally {
    await browser.close();
  }
}

function report(name: BrowserName, times: Record<'bare' | 'first' | 'fresh' | 'spare', readonly number[]>): boolean {
  const bare = median(times.bare);
  const [first, fresh, spare] = [median(times.first), median(times.fresh), median(times.spare)];
  console.log(`\n${name}: from a click to the first line, ms (share of bare Pyodide)`);
  console.log(`  bare loadPyodide()          ${bare.toFixed(0)}`);
  console.log(`  first run, nothing prepared ${first.toFixed(0)} (${(first / bare).toFixed(2)}, goal ${goals.first})`);
  console.log(`  prepared, fresh worker      ${fresh.toFixed(0)} (${(fresh / bare).toFixed(2)}, goal ${goals.fresh})`);
  console.log(`  spare worker ready          ${spare.toFixed(0)} (goal ${goals.spareMs} ms)`);
  return first / bare <= goals.first && fresh / bare <= goals.fresh && spare <= goals.spareMs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2).padStart(6)} MB`;
}
