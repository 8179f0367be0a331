// node tests/bench/lab-typescript.ts [node|chromium|firefox …]: how true and how fast the TypeScript lab is.
// For each load: lab time against the ideal (answers are due at once after T, no round trips), and real time.
import type { Conditions } from '../../sandbox/conditions/conditions.ts';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import type { TraceEvent } from '../../sandbox/trace/event.ts';
import { type BrowserName, openBrowser } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';

interface Load {
  readonly name: string;
  readonly client: 'fetch' | 'openai';
  readonly count: number;
  readonly dueMs: number;
  readonly inTurn: boolean;
}

const loads: readonly Load[] = [
  ...[1, 10, 100, 1_000, 10_000].map((count) => load('fetch', count, 3_000)),
  ...[1, 100, 1_000].map((count) => load('fetch', count, 100)),
  { ...load('fetch', 100, 100), name: 'fetch x100 in turn, due after 100 ms', inTurn: true },
  ...[1, 100, 1_000].map((count) => load('openai', count, 3_000)),
];

/** Real seconds that 10,000 requests may take from a warm start. */
const GOAL_10_000_SECONDS = 2;
const REPEATS = 3;

function load(client: Load['client'], count: number, dueMs: number): Load {
  return { name: `${client} x${count}, due after ${dueMs} ms`, client, count, dueMs, inTurn: false };
}

const program = `import OpenAI from 'openai';
const { COUNT, CLIENT, IN_TURN } = process.env;
const client = new OpenAI();
const body = (i: number) => ({ model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'Frage ' + i }] });
const headers = { authorization: 'Bearer sk-x', 'content-type': 'application/json' };
const url = 'https://api.openai.com/v1/chat/completions';
const viaFetch = async (i: number) => (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body(i)) })).json();
const ask = CLIENT === 'openai' ? (i: number) => client.chat.completions.create(body(i)) : viaFetch;
await new Promise((resolve) => setTimeout(resolve, 1_000));
const start = performance.now();
if (IN_TURN === 'true') for (let i = 0; i < Number(COUNT); i++) await ask(i);
else await Promise.all(Array.from({ length: Number(COUNT) }, (_, i) => ask(i)));
console.log(performance.now() - start);
`;

function orderOf({ client, count, dueMs, inTurn }: Load): RunOrder {
  const conditions: Conditions = {
    ...presets.artikel,
    latency: { kind: 'total', minMs: dueMs, maxMs: dueMs },
    load: { slots: 100_000, slowdown: 1 },
    network: { roundTripMs: 0, tls: false },
  };
  const parameters = { COUNT: String(count), CLIENT: client, IN_TURN: String(inTurn) };
  return {
    runtime: 'typescript',
    source: program,
    fileName: 'bench.ts',
    parameters,
    conditions,
    clockMode: { kind: 'sofort' },
  };
}

interface Measured {
  readonly labMs: number;
  readonly realMs: number;
}

type Run = (order: RunOrder) => Promise<Measured>;

function labMsOf(events: readonly TraceEvent[]): number {
  const text = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
  const ms = Number(text);
  if (!(ms > 0)) throw new Error(`Failed to bench: the program printed ${JSON.stringify(text.slice(0, 500))}.`);
  return ms;
}

async function withNode(work: (run: Run) => Promise<void>): Promise<void> {
  await makeLabAssets();
  await work(async (order) => {
    let first = Number.NaN;
    const onTrace = (): void => {
      if (Number.isNaN(first)) first = performance.now();
    };
    const { events } = await runHeadless(order, { onTrace });
    return { labMs: labMsOf(events), realMs: performance.now() - first };
  });
}

async function withBrowser(name: BrowserName, work: (run: Run) => Promise<void>): Promise<void> {
  const server = await serveLabPage();
  const browser = await openBrowser(name);
  try {
    const page = await browser.newPage();
    await openLab(page, server);
    await page.evaluate(() => globalThis.labor.prepare('typescript'), null);
    await work(async (order) => {
      const run = await runOnPage(page, order);
      return { labMs: labMsOf(run.events), realMs: run.realMs - run.firstMs };
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

async function bench(where: string, run: Run): Promise<void> {
  for (const each of loads) {
    const ideal = each.inTurn ? each.dueMs * each.count : each.dueMs;
    const measured: Measured[] = [];
    for (let round = 0; round < REPEATS; round++) measured.push(await run(orderOf(each)));
    const median = measured.toSorted((a, b) => a.labMs - b.labMs)[Math.floor(REPEATS / 2)] ?? { labMs: 0, realMs: 0 };
    const real = median.realMs / 1_000;
    const late = each.count === 10_000 && real > GOAL_10_000_SECONDS ? ` (goal ${GOAL_10_000_SECONDS} s MISSED)` : '';
    const ratio = (median.labMs / ideal).toFixed(3);
    console.log(
      `${where}  ${each.name}: ${median.labMs.toFixed(0)} lab ms, x${ratio} of the ideal; ${real.toFixed(2)} s real${late}`,
    );
    if (late) process.exitCode = 1;
  }
}

const places = process.argv.slice(2);
for (const place of places.length > 0 ? places : ['node', 'chromium', 'firefox']) {
  const work = (run: Run): Promise<void> => bench(place, run);
  if (place === 'node') await withNode(work);
  else if (place === 'chromium' || place === 'firefox') await withBrowser(place, work);
  else throw new Error(`Failed to bench in ${place}: unknown. Give node, chromium or firefox.`);
}
