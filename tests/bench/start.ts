// npm run bench:start [-- chromium firefox webkit]: from a click to the first line of output. Python has imported openai,
// httpx, aiohttp and requests and is compared with bare loadPyodide() in the same page; files are in the HTTP cache.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import type { RunOrder, RuntimeName } from '../../sandbox/lab/client.ts';
import { LAB_FOLDER } from '../../sandbox/lab/folder.node.ts';
import { withPolicy } from '../../src/build/content-security-policy.ts';
import { serveStatic } from '../../src/build/static-server.mjs';
import { availableBrowsers, openBrowser } from '../support/browsers.ts';
import { pageScript } from '../support/page-script.ts';

import { openWebKit, webKitPrograms } from '../support/webkit.ts';
import type { Prepared, Start, StartBench } from './start-page.ts';
import { printSizes } from './start-sizes.ts';

declare global {
  /** What `start-page.ts` puts on the page. */
  var startBench: StartBench;
}

const REPEATS = 5;
const ways = ['nothing', 'fresh', 'spare'] as const satisfies Prepared[];

/** What a start may cost at most: as share of bare Pyodide, or in milliseconds. */
const goals = {
  python: { nothing: { share: 0.7 }, fresh: { share: 0.25 }, spare: { ms: 50 } },
  typescript: { nothing: { ms: 150 }, fresh: { ms: 150 }, spare: { ms: 30 } },
} as const;

const words: Readonly<Record<Prepared, string>> = {
  nothing: 'first run, nothing prepared',
  fresh: 'prepared, fresh worker',
  spare: 'spare worker ready',
};

const order = { parameters: {}, conditions: presets.artikel, clockMode: { kind: 'sofort' } } as const;
const orders: Readonly<Record<RuntimeName, RunOrder>> = {
  python: {
    ...order,
    runtime: 'python',
    source: 'import openai, httpx, aiohttp, requests\nprint("da")\n',
    fileName: 'start.py',
  },
  typescript: { ...order, runtime: 'typescript', source: 'console.log("da");\n', fileName: 'start.ts' },
};

const lab = await makeLabAssets();
const script = await pageScript(new URL('./start-page.ts', import.meta.url));
const server = await serveStatic({
  pages: {
    '/index.html': withPolicy(
      '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Start</title>' +
        '<script type="module" src="./page.js"></script></head><body></body></html>',
    ),
    '/page.js': script,
  },
  folders: {
    '/lab/': LAB_FOLDER,
    '/pyodide/': dirname(createRequire(import.meta.url).resolve('pyodide/package.json')),
  },
});

type Engine = Parameters<typeof openBrowser>[0] | 'webkit';
type Starts = Readonly<Record<RuntimeName, Readonly<Record<Prepared, Start>>>>;
interface Round {
  readonly bare: number;
  readonly starts: Starts;
}

try {
  await printSizes(lab);
  const installed: Engine[] = [...availableBrowsers(), ...(webKitPrograms() === null ? [] : (['webkit'] as const))];
  const wanted = process.argv.slice(2);
  let reached = true;
  for (const name of installed) {
    if (wanted.length === 0 || wanted.includes(name)) reached = (await benchIn(name)) && reached;
  }
  process.exitCode = reached ? 0 : 1;
} finally {
  await server.close();
}

async function benchIn(name: Engine): Promise<boolean> {
  const browser = name === 'webkit' ? await openWebKit() : await openBrowser(name);
  try {
    // One page, opened anew for each round: what it fetched before is in the HTTP cache.
    const page = await browser.newPage();
    const rounds: Round[] = [];
    for (let i = 0; i <= REPEATS; i++) {
      await page.goto(`${server.url}?${i}`);
      await page.waitFor(() => 'startBench' in globalThis);
      const startIn = async (runtime: RuntimeName): Promise<Starts[RuntimeName]> => {
        const starts: Partial<Record<Prepared, Start>> = {};
        for (const prepared of ways) {
          const given = { order: orders[runtime], prepared };
          starts[prepared] = await page.evaluate(
            (each) => globalThis.startBench.start(each.order, each.prepared),
            given,
          );
        }
        // Each way was gone.
        return starts as Starts[RuntimeName];
      };
      const bare = await page.evaluate(() => globalThis.startBench.bare(), null);
      const starts = { typescript: await startIn('typescript'), python: await startIn('python') };
      // The first round only fills the HTTP cache.
      if (i > 0) rounds.push({ bare, starts });
    }
    return report(name, rounds);
  } finally {
    await browser.close();
  }
}

function report(name: Engine, rounds: readonly Round[]): boolean {
  const bare = median(rounds.map((round) => round.bare));
  console.log(
    `\n${name}: from a click to the first line, ms (median of ${REPEATS}); the page's thread was held for at most`,
  );
  console.log(`  bare loadPyodide()                       ${bare.toFixed(0).padStart(5)}`);
  let reached = true;
  for (const runtime of ['python', 'typescript'] as const) {
    for (const prepared of ways) {
      const measured = rounds.map(({ starts }) => starts[runtime][prepared]);
      const ms = median(measured.map((start) => start.ms));
      const held = Math.max(...measured.map((start) => start.heldMs));
      const goal: { readonly share?: number; readonly ms?: number } = goals[runtime][prepared];
      const isReached = goal.share === undefined ? ms <= (goal.ms ?? 0) : ms / bare <= goal.share;
      // The share also says how much of a missed time is the machine's.
      const share = `${(ms / bare).toFixed(3)}, goal ${goal.share ?? `${goal.ms} ms`}`;
      const title = `${runtime}: ${words[prepared]}`.padEnd(40);
      console.log(
        `  ${title} ${ms.toFixed(0).padStart(5)} (${share}${isReached ? '' : ' MISSED'}) held ${held.toFixed(0)}`,
      );
      reached &&= isReached;
    }
  }
  return reached;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
