import { makeLabAssets } from '../../sandbox/lab/build.node.ts';
import { LAB_FOLDER } from '../../sandbox/lab/folder.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import { withPolicy } from '../../src/build/content-security-policy.ts';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import type { TestPage } from './browsers.ts';
import type { BrowserRun, LabOnPage } from './lab-on-page.ts';
import { pageScript } from './page-script.ts';

declare global {
  /** What `lab-on-page.ts` puts on the page under test. */
  var labor: LabOnPage;
}

/** What is wrong with the site, for tests of failing machinery. */
export interface Fault {
  /** Nothing lies under lab/. */
  readonly withoutAssets?: boolean;
  /** The page's policy forbids workers. */
  readonly withoutWorkers?: boolean;
  /** Of Python's snapshot the host has something else. */
  readonly withBrokenSnapshot?: boolean;
}

/** Serves a bare page with the lab's client under the site's policy, at a base path, from a plain static host. */
export async function serveLabPage(fault: Fault = {}): Promise<StaticServer> {
  const { python } = await makeLabAssets();
  const script = await pageScript(new URL('./lab-on-page.ts', import.meta.url));
  const html = withPolicy(
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Labor</title>' +
      '<script type="module" src="./page.js"></script></head><body><h1>Labor</h1></body></html>',
  );
  return serveStatic({
    base: '/wartezeit/',
    pages: {
      '/index.html': fault.withoutWorkers ? html.replace(/worker-src [^;]*/, "worker-src 'none'") : html,
      '/page.js': script,
      '/favicon.ico': '',
      ...(fault.withBrokenSnapshot && python ? { [`/lab/python/${python.snapshot.part.file}`]: 'kaputt' } : {}),
    },
    folders: fault.withoutAssets ? {} : { '/lab/': LAB_FOLDER },
  });
}

/** Opens the page and waits for the client. */
export async function openLab(page: TestPage, server: StaticServer): Promise<void> {
  await page.goto(server.url);
  await page.waitFor(() => 'labor' in globalThis);
}

/** Runs a program in the page and returns everything it told. */
export function runOnPage(page: TestPage, order: RunOrder): Promise<BrowserRun> {
  return page.evaluate((given) => globalThis.labor.run(given), order);
}
