import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import { runOnPage } from '../support/lab-page.ts';
import { describeLab } from '../support/lab-suite.ts';
import { orderFor } from '../support/probe-programs.ts';

const folder = new URL('../support/typescript/same/', import.meta.url);

const failing: Readonly<Record<string, string>> = {
  'ausnahme.ts': "function tief(): never {\n  throw new RangeError('zu tief');\n}\nsetTimeout(() => tief(), 100);",
  'abgelehnt.ts': "async function f() {\n  await null;\n  throw new Error('x');\n}\nf();\nconsole.log('weiter');",
  'bibliothek.ts':
    "import OpenAI from 'openai';\nconst client = new OpenAI({ maxRetries: 0 });\nconst messages = [{ role: 'user' as const, content: 'x' }];\nawait client.chat.completions.create({ model: 'gibt-es-nicht', messages });",
  'syntax.ts': 'const a = 1;\nif (a {\n}',
  'export.ts': "import { gibtEsNicht } from 'openai';\nconsole.log(gibtEsNicht);",
  'wartet.ts': 'await new Promise(() => {});',
  'kein-netz.ts': "await fetch('https://example.org/');",
};

describeLab('TypeScript, mode Wiederholbar,', (lab) => {
  test.each(readdirSync(folder))('%s leaves the same trace as in Node', async (file) => {
    const order = orderFor(file, readFileSync(new URL(file, folder), 'utf8'));
    const run = await runOnPage(lab.page, order);
    expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(run.events).toEqual((await runHeadless(order)).events);
  });

  test.each(Object.entries(failing))('%s fails with the same trace as in Node', async (file, source) => {
    const order = orderFor(file, source);
    const run = await runOnPage(lab.page, order);
    expect(run.end).toMatchObject({ kind: 'ended', outcome: { exitCode: expect.any(Number), error: {} } });
    expect(run.events).toEqual((await runHeadless(order)).events);
  });
});
