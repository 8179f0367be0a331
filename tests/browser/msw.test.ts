import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { availableBrowsers, openBrowser, type TestBrowser } from '../support/browsers.ts';
import type { MswOnPage } from '../support/msw-on-page.ts';

declare global {
  /** What `msw-on-page.ts` puts on the page under test. */
  var mswOnPage: MswOnPage;
}

/** A page whose own code asks OpenAI, with MSW's service worker beside it. */
async function servePage(): Promise<StaticServer> {
  const script = await build({
    entryPoints: [fileURLToPath(new URL('../support/msw-on-page.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'warning',
  });
  const msw = dirname(createRequire(import.meta.url).resolve('msw/package.json'));
  return serveStatic({
    pages: {
      '/index.html':
        '<!doctype html><html lang="de"><meta charset="utf-8"><title>Seite</title><script type="module" src="/page.js"></script>',
      '/page.js': script.outputFiles[0]?.text ?? '',
      '/mockServiceWorker.js': await readFile(join(msw, 'lib/mockServiceWorker.js'), 'utf8'),
      '/favicon.ico': '',
    },
  });
}

describe.each(availableBrowsers())('MSW in a page, %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  beforeAll(async () => {
    server = await servePage();
    browser = await openBrowser(name);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('answers the official client, whole, streamed and with errors', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitFor(() => 'mswOnPage' in globalThis, 30_000);
    const { text, streamed, status } = await page.evaluate(() => globalThis.mswOnPage.ask(), null);
    expect(text.length, page.console.join('\n')).toBeGreaterThan(10);
    expect(streamed.length).toBeGreaterThan(10);
    expect(status).toBe(404);
  });
});
