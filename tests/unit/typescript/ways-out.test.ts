import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listenForVisitors } from '../../support/listening-server.ts';
import { runProgram } from './run-program.ts';

test('a program finds no way out of the headless lab', async () => {
  const server = await listenForVisitors();
  const source = await readFile(new URL('../../support/typescript/ways-out.ts', import.meta.url), 'utf8');
  const { outcome, lines, stderr } = await runProgram(source, {
    clockMode: { kind: 'sofort' },
    parameters: { TARGET: server.url },
  });
  await server.close();
  expect(stderr).toBe('');
  expect(lines.filter((line) => line.includes('OFFEN'))).toEqual(['the control: OFFEN seen']);
  expect(lines.length).toBeGreaterThan(80);
  expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
  expect(server.seen).toEqual([]);
});
