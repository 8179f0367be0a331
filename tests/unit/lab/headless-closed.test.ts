import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLabAssets } from '../../../sandbox/lab/build.node.ts';
import { runHeadless } from '../../../sandbox/lab/headless.node.ts';
import { type ListeningServer, listenForVisitors } from '../../support/listening-server.ts';
import { orderFor } from '../../support/probe-programs.ts';
import { pythonWays, together, typescriptWays } from '../../support/ways-out.ts';

let visitors: ListeningServer;

beforeAll(async () => {
  await makeLabAssets();
  visitors = await listenForVisitors();
}, 600_000);

afterAll(() => visitors?.close());

const outputOf = async (fileName: string, source: string): Promise<string> => {
  const parameters = { ZIEL: `${visitors.url}/verraten.js`, HEIM: `${visitors.url}/heim.js` };
  const { events } = await runHeadless(orderFor(fileName, source, { parameters }));
  return events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
};

test.each(Object.entries(typescriptWays))('in Node, too, nothing leaves by TypeScript’s %s', async (_way, source) => {
  expect(await outputOf('ausweg.ts', source)).not.toMatch(/^offen/m);
  expect(visitors.seen).toEqual([]);
});

test.each(Object.entries(together(pythonWays)))(
  'in Node, too, nothing leaves by Python’s %s',
  async (_ways, source) => {
    const output = await outputOf('ausweg.py', source);
    expect(output).not.toMatch(/^offen/m);
    if (source.includes('bis zum Ende')) expect(output).toContain('bis zum Ende');
    expect(visitors.seen).toEqual([]);
  },
);

test('in Node, too, no text becomes code', async () => {
  const source = "try {\n  new Function('return 1')();\n} catch (error) {\n  console.log(String(error));\n}\n";
  expect(await outputOf('text.ts', source)).toMatch(/^EvalError: Code generation from strings disallowed/);
});
