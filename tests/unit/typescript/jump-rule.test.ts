import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { knownGlobals, printGlobals } from '../../support/typescript/known-globals.ts';
import { runProgram } from './run-program.ts';

test.each(['sofort', 'wiederholbar'] as const)(
  'in Node, mode %s, the clock jumps over no work that is under way',
  async (kind) => {
    const source = await readFile(new URL('../../support/typescript/overtaken.ts', import.meta.url), 'utf8');
    const { lines, outcome } = await runProgram(source, { clockMode: { kind }, parameters: { ROUNDS: '100' } });
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(lines.filter((line) => !line.startsWith('gut '))).toEqual([]);
    expect(lines.length).toBeGreaterThan(35);
  },
);

test('in Node, every global that a program finds is classified', async () => {
  const { lines } = await runProgram(printGlobals);
  expect((lines[0] ?? '').split(' ').filter((name) => !Object.hasOwn(knownGlobals, name))).toEqual([]);
});
