import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';
import { pythonWays, typescriptWays, type WaysOut } from '../support/ways-out.ts';

/** Ways that may end the interpreter itself; each of the others is followed by the next within one program. */
const deadly = ['ctypes run_script', 'ctypes sockets', 'ctypes imports', 'WebAssembly imports'];

/** Python's ways, several to a program, since each start of Python takes its time. */
function together(ways: WaysOut, size: number): WaysOut {
  const names = Object.keys(ways).filter((name) => !deadly.includes(name));
  const groups: Record<string, string> = {};
  for (let i = 0; i < names.length; i += size) {
    const group = names.slice(i, i + size);
    groups[group.join(', ')] = `${group.map((name) => ways[name]).join('\n')}\nprint("bis zum Ende")\n`;
  }
  return { ...groups, ...Object.fromEntries(deadly.map((name) => [name, ways[name] ?? ''])) };
}

const languages = [
  ['typescript', 'ausweg.ts', typescriptWays],
  ['python', 'ausweg.py', together(pythonWays, 9)],
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
    test.each(Object.entries(ways))('nothing leaves by %s', async (way, source) => {
      const parameters = { ZIEL: `${elsewhere.url}verraten.js`, HEIM: `${site.url}verraten.js` };
      const run = await runOnPage(page, orderFor(file, source, { parameters }));
      expect(elsewhere.log).toEqual([]);
      expect(site.log.filter((line) => line.includes('verraten'))).toEqual([]);
      expect(run.end).toMatchObject({ kind: 'ended' });
      expect(run.output).not.toMatch(/native fetch/);
      if (source.includes('bis zum Ende')) expect(run.output, way).toContain('bis zum Ende');
    });
  });

  test('the listening server would have seen it', async () => {
    const { url } = elsewhere;
    expect(await (await fetch(`${url}verraten.js`)).text()).toBe('export default 1;');
    expect(elsewhere.log).toHaveLength(1);
  });
});
