// npm run bench:sequential: 100 calls in turn (over 300 s of lab time) in Chromium, in real seconds.
import { readExample } from '../../sandbox/lab/example.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import { measure } from '../../sandbox/trace/measure.ts';
import { spansOf } from '../../sandbox/trace/spans.ts';
import { openBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';

/** Real seconds that a reader should wait at most. */
const GOAL_SECONDS = 3;
const REPEATS = 3;

const example = await readExample('viele-aufrufe');
const server = await serveLabPage();
const browser = await openBrowser('chromium');
try {
  const page = await browser.newPage();
  await openLab(page, server);
  const reached = [await bench(page, 'sync.ts'), await bench(page, 'sync.py')];
  process.exitCode = reached.every(Boolean) ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}

/** Prints a program's median; returns whether it reaches the goal. */
async function bench(page: TestPage, file: string): Promise<boolean> {
  const program = example.programs.find((candidate) => candidate.file === file);
  if (program === undefined) throw new Error(`Failed to bench: viele-aufrufe has no ${file}.`);
  const order: RunOrder = {
    runtime: program.language,
    source: program.source,
    fileName: file,
    parameters: { ANZAHL: '100' },
    conditions: example.conditions,
    clockMode: { kind: 'sofort' },
  };
  await page.evaluate((runtime) => globalThis.labor.prepare(runtime), program.language);
  const seconds: number[] = [];
  let labSeconds = 0;
  for (let i = 0; i < REPEATS; i++) {
    const run = await runOnPage(page, order);
    if (run.end.kind !== 'ended' || run.end.outcome.exitCode !== 0) throw new Error(JSON.stringify(run.end));
    seconds.push((run.realMs - run.firstMs) / 1_000);
    labSeconds = measure(spansOf(run.events)).totalMs / 1_000;
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0;
  console.log(`${file}: ${labSeconds.toFixed(1)} s of lab time in ${median.toFixed(2)} s (goal ${GOAL_SECONDS} s)`);
  return median <= GOAL_SECONDS;
}
