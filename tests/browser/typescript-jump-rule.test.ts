import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';
import type { StaticServer } from '../support/static-server.ts';
import { knownGlobals, printGlobals } from '../support/typescript/known-globals.ts';
import { settlingWorker } from '../support/typescript/settling.ts';

describe.each(availableBrowsers())('the jump rule in %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  let page: TestPage;

  beforeAll(async () => {
    server = await serveLabPage();
    browser = await openBrowser(name);
    page = await browser.newPage();
    await openLab(page, server);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each(['sofort', 'wiederholbar'] as const)('the clock jumps over no work under way, mode %s', async (kind) => {
    const source = await readFile(new URL('../support/typescript/overtaken.ts', import.meta.url), 'utf8');
    const order = orderFor('overtaken.ts', source, { clock: { kind }, parameters: { ROUNDS: '100' } });
    const { output, end } = await runOnPage(page, order);
    const lines = output.split('\n').filter((line) => line !== '');
    expect(end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(lines.filter((line) => !line.startsWith('gut '))).toEqual([]);
    expect(lines.length).toBeGreaterThan(35);
  });

  test('every global that a program finds is classified', async () => {
    const { output } = await runOnPage(page, orderFor('globals.ts', printGlobals));
    expect(
      output
        .trim()
        .split(' ')
        .filter((global) => !Object.hasOwn(knownGlobals, global)),
    ).toEqual([]);
  });

  test('what is classified as settling by promise jobs does so', async () => {
    const found = await page.evaluate((source: string) => {
      const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      const worker = new Worker(url, { type: 'module' });
      return new Promise<Record<string, string>>((resolve, reject) => {
        worker.onmessage = (event: MessageEvent<Record<string, string>>) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
      });
    }, settlingWorker);
    const { 'control: Blob.text': control, ...kept } = found;
    expect(control).toBe('task');
    expect(Object.entries(kept).filter(([, kind]) => kind !== 'jobs')).toEqual([]);
  });
});
