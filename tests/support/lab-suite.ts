import { afterAll, beforeAll, describe } from 'vitest';
import type { StaticServer } from '../../src/build/static-server.mjs';
import { availableBrowsers, type BrowserName, openBrowser, type TestPage } from './browsers.ts';
import { openLab, serveLabPage } from './lab-page.ts';
import { openWebKit, type WebKitBrowser, webKitPrograms } from './webkit.ts';

export type Engine = BrowserName | 'webkit';

/** The lab on a page of its own. What it holds is there while tests run, not while they are collected. */
export interface LabUnderTest {
  readonly server: StaticServer;
  readonly page: TestPage;
  /** One more page of the same browser with the lab on it, not prepared. Close it. */
  anotherPage(): Promise<TestPage>;
}

/** The browsers of this machine, and WebKit where it is installed (packages webkit2gtk-driver and xvfb). */
export function allEngines(): Engine[] {
  return [...availableBrowsers(), ...(webKitPrograms() === null ? [] : (['webkit'] as const))];
}

/** One suite per engine: each gets the lab, served by a plain static host under the site's policy, in a browser of its own. */
export function describeLab(
  title: string,
  suite: (lab: LabUnderTest, engine: Engine) => void,
  engines: readonly Engine[] = availableBrowsers(),
): void {
  describe.each(engines)(`${title} in %s`, (engine) => {
    let browser: Pick<WebKitBrowser, 'newPage' | 'close'>;
    let server: StaticServer;
    let page: TestPage;
    const anotherPage = async (): Promise<TestPage> => {
      const fresh = await browser.newPage();
      await openLab(fresh, server);
      return fresh;
    };

    beforeAll(async () => {
      server = await serveLabPage();
      browser = engine === 'webkit' ? await openWebKit() : await openBrowser(engine);
      page = await anotherPage();
    }, 600_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    suite(
      {
        anotherPage,
        get server() {
          return server;
        },
        get page() {
          return page;
        },
      },
      engine,
    );
  });
}
