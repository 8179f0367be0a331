import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import { availableBrowsers, openBrowser, type TestBrowser } from '../support/browsers.ts';
import { type Fault, openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';

const inTypeScript = orderFor('a.ts', 'console.log(1);');
const inPython = orderFor('a.py', 'print(1)');

const faults: readonly (readonly [what: string, fault: Fault, order: RunOrder, step: string])[] = [
  ['nothing lies under lab/', { withoutAssets: true }, inTypeScript, 'manifest'],
  ['the page may not have workers', { withoutWorkers: true }, inTypeScript, 'worker'],
  ['the page may not have a keeper of Python', { withoutWorkers: true }, inPython, 'worker'],
  ['the snapshot is broken', { withBrokenSnapshot: true }, inPython, 'assets'],
];

describe.each(availableBrowsers())('machinery that fails in %s', (name) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser?.close());

  test.each(faults)('is told as such, not as the program’s failure: %s', async (_what, fault, order, step) => {
    const server = await serveLabPage(fault);
    const page = await browser.newPage();
    await openLab(page, server);
    const run = await runOnPage(page, order);
    expect(run.end).toMatchObject({ kind: 'machinery-failed', step, message: expect.stringMatching(/\S/) });
    expect(run.events).toEqual([]);
    // It stays usable: asking again gives the same answer, and no silence.
    expect((await runOnPage(page, order)).end).toMatchObject({ step });
    await page.close();
    await server.close();
  });
});
