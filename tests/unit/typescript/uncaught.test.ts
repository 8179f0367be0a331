import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const run = promisify(execFile);

/** What Node writes to stderr: without the place at its start, and without frames, since those are Node's own. */
async function inNode(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uncaught-'));
  try {
    const file = join(folder, 'programm.mts');
    await writeFile(file, source);
    const failed = await run('node', [file], { env: { ...process.env, NO_COLOR: '1' } }).then(
      () => ({ stderr: '' }),
      (error: { stderr: string }) => error,
    );
    return failed.stderr
      .replace(/^[\s\S]*?\n *\^\n(?:\n(?=Unhandled))?/, '')
      .replaceAll(/\n {4}at .*?(?= \{$|$)/gm, '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const values = [
  "'b'",
  'undefined',
  'null',
  '12n',
  "Symbol('x')",
  '{ a: 1 }',
  '[1]',
  'new Date(0)',
  '() => 1',
  'new (class A {})()',
];

test.each(values)('a rejection with %s ends a program as in Node', async (value) => {
  const source = `Promise.reject(${value});`;
  expect((await runProgram(source)).stderr).toBe(await inNode(source));
});

test.each(values)('a thrown %s ends a program as in Node', async (value) => {
  const source = `setTimeout(() => { throw ${value}; });`;
  expect((await runProgram(source)).stderr).toBe(await inNode(source));
});

test('a listener of uncaughtException hears of a rejected value as Node tells it', async () => {
  const source = `process.on('uncaughtException', ({ name, message, code }: any) => console.log(name, message, code));
Promise.reject('x');`;
  const { lines } = await runProgram(source);
  expect(lines).toEqual([expect.stringMatching(/^UnhandledPromiseRejection .*reason "x"\. ERR_UNHANDLED_REJECTION$/)]);
});

test("a code of the program's own is no part of an error's name", async () => {
  const { lines } = await runProgram("console.log(Object.assign(new Error('x'), { code: 'ERR_X' }));", {
    fileName: 'x.ts',
  });
  expect(lines).toEqual(['Error: x', '    at x.ts:1 {', "  code: 'ERR_X'", '}']);
});

test('console.trace tells the lines that lead to it', async () => {
  const source =
    "function f(): void {\n  console.trace('%s', 'hier', { a: 1 });\n}\nf();\nconsole.group();\nconsole.trace();";
  const { stderr } = await runProgram(source, { fileName: 'spur.ts' });
  expect(stderr).toBe('Trace: hier { a: 1 }\n    at spur.ts:2\n    at spur.ts:4\n  Trace\n      at spur.ts:6\n');
});

test('a promise of a subclass says its class once, as in Node', async () => {
  const source =
    'class MyPromise extends Promise<void> {}\nclass Later extends Promise<void> {}\nconsole.log(MyPromise.resolve(), Later.resolve());';
  expect((await runProgram(source)).lines).toEqual(['MyPromise { … } Later [Promise] { … }']);
});

test('an exception of the platform says its class and its kind, as in Node', async () => {
  const source =
    "console.log(AbortSignal.abort().reason);\nconsole.log({ a: new DOMException('', 'DataCloneError') });";
  const { stdout } = await runProgram(source, { fileName: 'x.ts' });
  expect(stdout).toBe(
    'DOMException [AbortError]: This operation was aborted\n    at x.ts:1\n{\n  a: DOMException [DataCloneError]\n      at x.ts:2\n}\n',
  );
});

test('an error event that nobody listens for ends a program as in Node', async () => {
  const source = "import { EventEmitter } from 'node:events';\nnew EventEmitter().emit('error', 'text');";
  const { outcome, stderr } = await runProgram(source, { fileName: 'x.ts' });
  expect(outcome).toMatchObject({ kind: 'threw', exitCode: 1 });
  expect(stderr).toContain(
    "Error [ERR_UNHANDLED_ERROR]: Unhandled error. ('text')\n    at x.ts:2 {\n  code: 'ERR_UNHANDLED_ERROR',\n  context: 'text'\n}",
  );
});
