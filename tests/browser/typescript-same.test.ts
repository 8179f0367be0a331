import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';
import type { StaticServer } from '../support/static-server.ts';

const folder = new URL('../support/typescript/same/', import.meta.url);

const failing: Readonly<Record<string, string>> = {
  'ausnahme.ts': "function tief(): never {\n  throw new RangeError('zu tief');\n}\nsetTimeout(() => tief(), 100);",
  'abgelehnt.ts': "async function f() {\n  await null;\n  throw new Error('x');\n}\nf();\nconsole.log('weiter');",
  'bibliothek.ts':
    "import OpenAI from 'openai';\nconst client = new OpenAI({ maxRetries: 0 });\nconst messages = [{ role: 'user' as const, content: 'x' }];\nawait client.chat.completions.create({ model: 'gibt-es-nicht', messages });",
  'syntax.ts': 'const a = 1;\nif (a {\n}',
  'export.ts': "import { gibtEsNicht } from 'openai';\nconsole.log(gibtEsNicht);",
  'wartet.ts': 'await new Promise(() => {});',
  'kein-netz.ts': "await fetch('https://example.org/');",
};

describe.each(availableBrowsers())('in %s, mode Wiederholbar', (name) => {
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

  test.each(readdirSync(folder))('%s leaves the same trace as in Node', async (file) => {
    const order = orderFor(file, readFileSync(new URL(file, folder), 'utf8'));
    const run = await runOnPage(page, order);
    expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(run.events).toEqual((await runHeadless(order)).events);
  });

  test.each(Object.entries(failing))('%s fails with the same trace as in Node', async (file, source) => {
    const order = orderFor(file, source);
    const run = await runOnPage(page, order);
    expect(run.end).toMatchObject({ kind: 'ended', outcome: { exitCode: expect.any(Number), error: {} } });
    expect(run.events).toEqual((await runHeadless(order)).events);
  });
});
