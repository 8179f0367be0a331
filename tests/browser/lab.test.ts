import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers, openBrowser, type TestBrowser } from '../support/browsers.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';

describe.each(availableBrowsers())('the test ground in %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  beforeAll(async () => {
    browser = await openBrowser(name);
    server = await serveStatic({
      base: '/wartezeit/',
      pages: { '/index.html': '<!doctype html><title>Probe</title>' },
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test('serves a page under a base path and runs functions in it', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitFor(() => document.title === 'Probe');
    const sum = await page.evaluate(async ({ a, b }) => a + b, { a: 1, b: 2 });
    expect(sum).toBe(3);
    expect(server.log).toContain('GET /wartezeit/');
    expect(page.requests.every((url) => url.startsWith(server.origin))).toBe(true);
    await page.close();
  });
});
