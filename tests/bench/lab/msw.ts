import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type StaticServer, serveStatic } from '../../../src/build/static-server.mjs';
import type { TestBrowser } from '../../support/browsers.ts';
import type { Load } from './loads.ts';
import type { MeasureMsw } from './msw-page.ts';

declare global {
  /** What `msw-page.ts` puts on its page. */
  var measureMsw: MeasureMsw;
}

/** Opens a page with MSW's service worker in `browser`. */
export async function openMsw(browser: TestBrowser) {
  const server = await servePage();
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitFor(() => 'measureMsw' in globalThis);
  return {
    measure: (load: Load): Promise<number> => page.evaluate((given: Load) => globalThis.measureMsw(given), load),
    close: () => server.close(),
  };
}

async function servePage(): Promise<StaticServer> {
  const script = await build({
    entryPoints: [fileURLToPath(new URL('./msw-page.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'warning',
  });
  const msw = dirname(createRequire(import.meta.url).resolve('msw/package.json'));
  const html = '<!doctype html><meta charset="utf-8"><title>MSW</title><script type="module" src="/page.js"></script>';
  return serveStatic({
    pages: {
      '/index.html': html,
      '/page.js': script.outputFiles[0]?.text ?? '',
      '/mockServiceWorker.js': await readFile(join(msw, 'lib/mockServiceWorker.js'), 'utf8'),
      '/favicon.ico': '',
    },
  });
}
