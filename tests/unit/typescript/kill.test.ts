import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const run = promisify(execFile);

async function inNode(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kill-'));
  try {
    const file = join(folder, 'programm.mts');
    await writeFile(file, source);
    return (await run('node', [file])).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each([
  [
    'is heard by its listener after the ticks',
    `process.on('SIGTERM', (...args) => console.log('gehört', ...args));
process.nextTick(() => console.log('tick'));
console.log(process.kill(process.pid, 'SIGTERM'));
setTimeout(() => console.log('timer'), 20);`,
  ],
  ['keeps no program alive', "process.on('SIGINT', () => console.log('gehört'));\nprocess.kill(process.pid, 2);"],
  [
    'is refused like other arguments of no use',
    "for (const run of [() => process.kill('x' as any), () => new URL('x'), () => new (URL as any)()]) { try { run(); } catch (e) { console.log(String(e), (e as any).code); } }",
  ],
  [
    'is refused where it is unknown',
    "for (const signal of ['TERM', 0, 'SIGWINCH'] as any[]) { try { console.log(process.kill(process.pid, signal)); } catch (e) { console.log(String(e), (e as any).code); } }",
  ],
])('a signal to itself %s, as in Node', async (_name, source) => {
  const { stdout, outcome } = await runProgram(source);
  expect(stdout).toBe(await inNode(source));
  expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
});

test.each([
  ['SIGTERM', 143],
  ['SIGKILL', 137],
])('%s ends a program at once with %i', async (signal, exitCode) => {
  const source = `process.on('exit', () => console.log('exit'));\nprocess.kill(process.pid, '${signal}');\nconsole.log('danach');`;
  const { outcome, stdout } = await runProgram(source);
  expect({ outcome, stdout }).toEqual({ outcome: { kind: 'completed', exitCode }, stdout: '' });
});
