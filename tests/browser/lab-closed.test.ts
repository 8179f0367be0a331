import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';
import { pythonWays, typescriptWays } from '../support/ways-out.ts';

const languages = [
  ['typescript', 'ausweg.ts', typescriptWays],
  ['python', 'ausweg.py', pythonWays],
] as const;

test('at least forty ways out are tried', () => {
  expect(Object.keys(typescriptWays).length + Object.keys(pythonWays).length).toBeGreaterThanOrEqual(40);
});

describe.each(availableBrowsers())('the closed lab in %s', (name) => {
  let browser: TestBrowser;
  let site: StaticServer;
  let elsewhere: StaticServer;
  let page: TestPage;

  beforeAll(async () => {
    site = await serveLabPage();
    const script = 'export default 1;';
    elsewhere = await serveStatic({ pages: { '/verraten.js': script, '/index.html': script } });
    browser = await openBrowser(name);
    page = await browser.newPage();
    await openLab(page, site);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await elsewhere?.close();
  });

  describe.each(languages)('%s', (_language, file, ways) => {
    test.each(Object.entries(ways))('nothing leaves by %s', async (_way, source) => {
      const parameters = { ZIEL: `${elsewhere.url}verraten.js`, HEIM: `${site.url}verraten.js` };
      const run = await runOnPage(page, orderFor(file, source, { parameters }));
      expect(elsewhere.log).toEqual([]);
      expect(site.log.filter((line) => line.includes('verraten'))).toEqual([]);
      expect(run.end).toMatchObject({ kind: 'ended' });
      expect(run.output).not.toMatch(/native fetch/);
    });
  });

  test('the listening server would have seen it', async () => {
    const { url } = elsewhere;
    expect(await (await fetch(`${url}verraten.js`)).text()).toBe('export default 1;');
    expect(elsewhere.log).toHaveLength(1);
  });
});
