import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { runOnPage } from '../support/lab-page.ts';
import { describeLab } from '../support/lab-suite.ts';
import { type ListeningServer, listenForVisitors } from '../support/listening-server.ts';
import { orderFor } from '../support/probe-programs.ts';
import { pythonWays, together, typescriptWays } from '../support/ways-out.ts';

const languages = [
  ['typescript', 'ausweg.ts', typescriptWays],
  ['python', 'ausweg.py', together(pythonWays)],
] as const;

test('at least forty ways out are tried', () => {
  expect(Object.keys(typescriptWays).length + Object.keys(pythonWays).length).toBeGreaterThanOrEqual(40);
});

describeLab('the closed lab', (lab) => {
  let elsewhere: StaticServer;

  beforeAll(async () => {
    const script = 'export default 1;';
    elsewhere = await serveStatic({ pages: { '/verraten.js': script, '/index.html': script } });
  });

  afterAll(() => elsewhere?.close());

  describe.each(languages)('%s', (_language, file, ways) => {
    test.each(Object.entries(ways))('nothing leaves by %s', async (way, source) => {
      const parameters = { ZIEL: `${elsewhere.url}verraten.js`, HEIM: `${lab.server.url}verraten.js` };
      const run = await runOnPage(lab.page, orderFor(file, source, { parameters }));
      expect(elsewhere.log).toEqual([]);
      expect(lab.server.log.filter((line) => line.includes('verraten'))).toEqual([]);
      expect(run.end).toMatchObject({ kind: 'ended' });
      expect(run.output).not.toMatch(/native fetch|^offen/m);
      if (source.includes('bis zum Ende')) expect(run.output, way).toContain('bis zum Ende');
    });
  });

  test('the listening server would have seen it', async () => {
    const { url } = elsewhere;
    expect(await (await fetch(`${url}verraten.js`)).text()).toBe('export default 1;');
    expect(elsewhere.log).toHaveLength(1);
  });
});

describeLab('a TypeScript program that judges its own ways out', (lab) => {
  let visitors: ListeningServer;

  beforeAll(async () => {
    visitors = await listenForVisitors();
    // What the page itself loads is none of the program's doing.
    await lab.page.evaluate(() => globalThis.labor.prepare('typescript'), null);
    await runOnPage(lab.page, orderFor('warm.ts', 'console.log(1);', { clock: { kind: 'sofort' } }));
  });

  afterAll(() => visitors?.close());

  test.each(['elsewhere', 'the own origin'])('finds none to %s', async (where) => {
    const source = await readFile(new URL('../support/typescript/ways-out.ts', import.meta.url), 'utf8');
    const target = where === 'elsewhere' ? visitors.url : lab.server.origin;
    const before = lab.server.log.length;
    const order = orderFor('ways-out.ts', source, { clock: { kind: 'sofort' }, parameters: { TARGET: target } });
    const run = await runOnPage(lab.page, order);
    const lines = run.output.split('\n');
    expect(lines.filter((line) => line.includes('OFFEN'))).toEqual(['the control: OFFEN seen']);
    expect(lines.length).toBeGreaterThan(80);
    expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(visitors.seen).toEqual([]);
    expect(lab.server.log.slice(before).filter((line) => !line.includes('/wartezeit/lab/'))).toEqual([]);
  });
});
