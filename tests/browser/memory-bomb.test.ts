import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMemoryExceeded } from '../../sandbox/lab/memory-limit.ts';
import type { StaticServer } from '../../src/build/static-server.mjs';
import {
  availableBrowsers,
  openChromiumOfManyProcesses,
  type TestBrowser,
  type TestPage,
} from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';

/** Objects without end: arrays of fractions, through which the collector need not look, reach the limit soonest. */
const bomb = `console.log('vorher');
const all: number[][] = [];
for (;;) all.push(new Array(10_000_000).fill(0.5));
`;

describe.each(availableBrowsers().filter((name) => name === 'chromium'))('an allocation bomb in %s', () => {
  let browser: TestBrowser;
  let server: StaticServer;
  let page: TestPage;

  beforeAll(async () => {
    server = await serveLabPage();
    browser = await openChromiumOfManyProcesses();
    page = await browser.newPage();
    await openLab(page, server);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('ends the run and not the page, which is ready for the next run at once', async () => {
    const openedAt = await page.evaluate(() => performance.timeOrigin, null);
    const run = await runOnPage(page, orderFor('bombe.ts', bomb));
    expect(run.end).toEqual({ kind: 'ended', outcome: browserMemoryExceeded });
    expect(run.output).toBe('vorher\n');
    expect(run.events.at(-1)).toMatchObject({ kind: 'run-ended', outcome: browserMemoryExceeded });
    const next = await runOnPage(page, orderFor('danach.ts', "console.log('danach');\n"));
    expect(next.output).toBe('danach\n');
    expect(next.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(await page.evaluate(() => performance.timeOrigin, null)).toBe(openedAt);
  });
});
