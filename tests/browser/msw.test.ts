import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaticServer } from '../../src/build/static-server.mjs';
import { availableBrowsers, openBrowser, type TestBrowser } from '../support/browsers.ts';
import type { MswOnPage } from '../support/msw-on-page.ts';
import { serveMswPage } from '../support/msw-page.ts';

declare global {
  /** What `msw-on-page.ts` puts on the page under test. */
  var mswOnPage: MswOnPage;
}

describe.each(availableBrowsers())('MSW in a page, %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  beforeAll(async () => {
    server = await serveMswPage(new URL('../support/msw-on-page.ts', import.meta.url));
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
