import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../sandbox/trace/event.ts';
import { runProgram } from './run-program.ts';

type Failed = Exclude<Outcome, { kind: 'completed' }>;

async function failureOf(source: string): Promise<Failed['error'] & Pick<Outcome, 'kind' | 'exitCode'>> {
  const { outcome } = await runProgram(source);
  if (outcome.kind === 'completed') throw new Error('The program completed.');
  return { ...outcome.error, kind: outcome.kind, exitCode: outcome.exitCode };
}

describe('a program that fails', () => {
  test('names the line of an exception, behind types and in a timer', async () => {
    const source = `interface Wert { x: number }
function tief(wert: Wert): number {
  throw new RangeError('zu tief');
}
setTimeout(() => tief({ x: 1 }), 100);`;
    expect(await failureOf(source)).toMatchObject({
      kind: 'threw',
      exitCode: 1,
      type: 'RangeError',
      message: 'zu tief',
      line: 3,
    });
  });

  test('names the line of the call where a library throws behind an await', async () => {
    const source = `import OpenAI from 'openai';
const client = new OpenAI({ maxRetries: 0 });
async function frage(): Promise<unknown> {
  const messages = [{ role: 'user' as const, content: 'Hallo' }];
  return await client.chat.completions.create({ model: 'gibt-es-nicht', messages });
}
await frage();`;
    expect(await failureOf(source)).toMatchObject({ type: 'NotFoundError', line: 5 });
  });

  test('shows the lines on the way, none of ours', async () => {
    const source = `async function innen(): Promise<never> {
  await null;
  throw new TypeError('kaputt');
}
async function aussen(): Promise<void> {
  await innen();
}
await aussen();`;
    const { stderr } = await runProgram(source, { fileName: 'weg.ts' });
    expect(stderr).toBe(
      "weg.ts:3\n  throw new TypeError('kaputt');\n\nTypeError: kaputt\n    at weg.ts:3\n    at async weg.ts:6\n\nNode.js v24.21.0\n",
    );
  });

  test('names the line of an await on the top level where the error itself names none', async () => {
    const source = `const fehler = await Promise.resolve(JSON.parse('{}'));
await Promise.reject(fehler);`;
    expect(await failureOf(source)).toMatchObject({ kind: 'threw', line: 2 });
  });

  test('names the line of a syntax error', async () => {
    const source = 'const a = 1;\nconst b = 2;\nif (a > b {\n}\n';
    expect(await failureOf(source)).toMatchObject({ kind: 'threw', exitCode: 1, type: 'SyntaxError', line: 3 });
  });

  test('names the line of a syntax error that only JavaScript knows', async () => {
    expect(await failureOf('const a = 1;\nconst a = 2;\n')).toMatchObject({ type: 'SyntaxError', line: 2 });
  });

  test('names the line of an import that a package does not offer', async () => {
    const source = "const x = 1;\nimport { gibtEsNicht } from 'openai';\nconsole.log(x, gibtEsNicht);";
    expect(await failureOf(source)).toMatchObject({
      type: 'SyntaxError',
      message: "The requested module 'openai' does not provide an export named 'gibtEsNicht'",
      line: 2,
      hint: expect.stringContaining('import type'),
    });
  });

  test('ends with 13 where a top-level await never settles, and names its line', async () => {
    expect(await failureOf('console.log(1);\nawait new Promise(() => {});')).toMatchObject({
      kind: 'deadlock',
      exitCode: 13,
      line: 2,
      hint: expect.stringContaining('resolve oder reject'),
    });
  });

  test('ends where somebody exits, with the code and without what follows', async () => {
    const { outcome, lines } = await runProgram(
      "console.log('a');\nprocess.on('exit', (code) => console.log('exit', code));\ntry { process.exit(3); } catch {}\nconsole.log('b');",
    );
    expect(outcome).toEqual({ kind: 'completed', exitCode: 3 });
    expect(lines).toEqual(['a', 'exit 3']);
  });

  test('tells its own listeners first', async () => {
    const { outcome, lines } = await runProgram(
      "process.on('unhandledRejection', (reason) => console.log('gehört', String(reason)));\nPromise.reject(new Error('x'));",
    );
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(lines).toEqual(['gehört Error: x']);
  });
});

describe('a common mistake gets a German hint', () => {
  test.each<readonly [string, string, RegExp]>([
    [
      'a floating promise',
      "async function f() { throw new Error('x'); }\nf();\nconsole.log('weiter');",
      /Auf dieses Promise wartet niemand/,
    ],
    [
      'a floating promise in main',
      "async function f() {\n  await null;\n  throw new Error('x');\n}\nasync function main() {\n  f();\n  await null;\n}\nmain();",
      /Auf dieses Promise wartet niemand/,
    ],
    [
      'an unknown model',
      "import OpenAI from 'openai';\nconst client = new OpenAI();\nasync function main() {\n  await client.chat.completions.create({ model: 'gibt-es-nicht', messages: [{ role: 'user', content: 'x' }] });\n}\nmain();",
      /Dieses Modell kennt der Dienst nicht/,
    ],
    [
      'an endpoint of OpenAI only',
      "import OpenAI from 'openai';\nawait new OpenAI().audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'x' });",
      /OpenAI hat ihn/,
    ],
    [
      'an address without its version',
      "import OpenAI from 'openai';\nawait new OpenAI({ baseURL: 'https://api.openai.com' }).models.list();",
      /beginnen mit „\/v1\/“/,
    ],
    [
      'await in forEach',
      "[1].forEach(async () => {\n  await null;\n  throw new Error('x');\n});",
      /forEach wartet nicht/,
    ],
    ['await outside async', 'function f() {\n  await null;\n}\nf();', /Schreibe async vor die Funktion/],
    ['a missing import', 'const grenze = pLimit(3);\nconsole.log(grenze);', /Hier fehlt der Import/],
    ['an unknown name', 'console.log(unbekannt);', /nirgends deklariert/],
    ['require', "const fs = require('fs');\nconsole.log(fs);", /ES-Module/],
    [
      'a missing await',
      "const r = fetch('https://api.openai.com/v1/models');\nconsole.log(r.headers.get('x'));",
      /Fehlt ein await/,
    ],
    [
      'a promise in for … of',
      'const p = Promise.resolve([1]);\nfor (const x of p) console.log(x);',
      /Fehlt hier ein await/,
    ],
    ['an unknown host', "await fetch('https://example.org/');", /kein Internet/],
    [
      'an unknown package',
      "import _ from 'lodash';\nconsole.log(_);",
      /Vorhanden sind openai, openai\/helpers\/zod, zod, p-limit und p-retry/,
    ],
    [
      'a name of Node',
      "import { createHash } from 'node:crypto';\nconsole.log(createHash);",
      /„node:crypto“ .*ohne „createHash“/,
    ],
    ['a function of Node', "import * as crypto from 'node:crypto';\ncrypto.createHash('md5');", /einen Teil nach/],
    ['reading input', "process.stdin.on('data', console.log);", /im Labor gibt niemand etwas ein/],
    ['a decorator', 'function x(c: unknown) {}\n@x\nclass A {}', /Dekoratoren/],
    ['a module of Node', "import fs from 'node:fs';\nconsole.log(fs);", /Dateisystem|gibt es im Labor nicht/],
    ['a second file', "import { x } from './andere.ts';\nconsole.log(x);", /eine einzige Datei/],
    ['a module from the net', "import x from 'https://example.org/x.mjs';\nconsole.log(x);", /Module aus dem Netz/],
    ['what only pages have', 'window.alert(1);', /wie in Node, also ohne Seite/],
    ['an open connection', "new WebSocket('wss://example.org');", /gibt es im Labor nicht: Anfragen gehen über fetch/],
    ['code from text', "eval('1 + 1');", /disallowed for this context Aus Text macht das Labor kein Programm/],
    ['a function from text', "new Function('return 1')();", /Aus Text macht das Labor kein Programm/],
    ['endless recursion', 'function f(): number {\n  return f() + 1;\n}\nf();', /ruft sich selbst zu oft auf/],
    ['a thrown value', "throw 'nur ein Text';", /nur ein Text.*throw new Error/],
    ['a text too long', "'x'.repeat(2 ** 30);", /Verarbeite die Daten in Teilen/],
    ['paths', "import path from 'node:path';\nconsole.log(path);", /new URL/],
    ['streams of Node', "import { Readable } from 'node:stream';\nconsole.log(Readable);", /nimm ReadableStream/],
    ['input', "import readline from 'node:readline';\nconsole.log(readline);", /process\.env/],
    [
      'what follows a task',
      "import { AsyncLocalStorage } from 'node:async_hooks';\nnew AsyncLocalStorage();",
      /als Argument/,
    ],
  ])('%s', async (_name, source, hint) => {
    const { message, hint: given } = await failureOf(source);
    expect(`${message} ${given ?? ''}`).toMatch(hint);
  });
});

test.each([
  ['throws at once', "async function main() {\n  JSON.parse('{');\n}\nmain();"],
  ['throws after an await', "const main = async () => {\n  await null;\n  throw new Error('x');\n};\nvoid main();"],
  ['waits for what fails', "(async () => {\n  await Promise.reject(new Error('x'));\n})();\nfunction f() {}"],
  [
    'throws in what it calls',
    "function f() {\n  throw new Error('x');\n}\nasync function main() {\n  f();\n}\nmain();",
  ],
])('no await is missing where the program starts with a main that %s', async (_name, source) => {
  expect((await failureOf(source)).hint ?? '').not.toMatch(/wartet niemand/);
});
