import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { pageScript } from './page-script.ts';

/** Serves a bare page that runs `entry`, with MSW's service worker beside it. */
export async function serveMswPage(entry: URL): Promise<StaticServer> {
  const msw = dirname(createRequire(import.meta.url).resolve('msw/package.json'));
  return serveStatic({
    pages: {
      '/index.html':
        '<!doctype html><html lang="de"><meta charset="utf-8"><title>Seite</title><script type="module" src="/page.js"></script>',
      '/page.js': await pageScript(entry),
      '/mockServiceWorker.js': await readFile(join(msw, 'lib/mockServiceWorker.js'), 'utf8'),
      '/favicon.ico': '',
    },
  });
}
