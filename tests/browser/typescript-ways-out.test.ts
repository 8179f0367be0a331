import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { type ListeningServer, listenForVisitors } from '../support/listening-server.ts';
import { orderFor } from '../support/probe-programs.ts';
import type { StaticServer } from '../support/static-server.ts';

describe.each(availableBrowsers())('a TypeScript program in %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  let visitors: ListeningServer;
  let page: TestPage;

  beforeAll(async () => {
    server = await serveLabPage();
    visitors = await listenForVisitors();
    browser = await openBrowser(name);
    page = await browser.newPage();
    await openLab(page, server);
    // What the page itself loads is none of the program's doing.
    await page.evaluate(() => globalThis.labor.prepare('typescript'), null);
    await runOnPage(page, orderFor('warm.ts', 'console.log(1);', { clock: { kind: 'sofort' } }));
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await visitors?.close();
  });

  test.each(['elsewhere', 'the own origin'])('finds no way out to %s', async (where) => {
    const source = await readFile(new URL('../support/typescript/ways-out.ts', import.meta.url), 'utf8');
    const target = where === 'elsewhere' ? visitors.url : server.origin;
    const before = server.log.length;
    const order = orderFor('ways-out.ts', source, { clock: { kind: 'sofort' }, parameters: { TARGET: target } });
    const run = await runOnPage(page, order);
    const lines = run.output.split('\n');
    expect(lines.filter((line) => line.includes('OFFEN'))).toEqual(['the control: OFFEN seen']);
    expect(lines.length).toBeGreaterThan(80);
    expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(visitors.seen).toEqual([]);
    expect(server.log.slice(before).filter((line) => !line.includes('/wartezeit/lab/'))).toEqual([]);
  });
});
