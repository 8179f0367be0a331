import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const run = promisify(execFile);

/** What Node prints, with the laboratory's process number. */
async function inNode(source: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'warnungen-'));
  try {
    const file = join(folder, 'programm.mts');
    await writeFile(file, source);
    const { stdout, stderr } = await run('node', [file], { env: { ...process.env, NO_COLOR: '1' } });
    return { stdout, stderr: stderr.replaceAll(/\(node:\d+\)/g, '(node:4242)') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const late = `process.on('unhandledRejection', (reason, promise) => {
  console.log('unbehandelt', reason);
  setTimeout(() => promise.catch(() => console.log('gefangen')), 5);
});`;

test.each([
  ['a late catch', `${late}\nPromise.reject(1);`],
  [
    'a late catch that somebody listens for',
    `process.on('rejectionHandled', () => console.log('doch'));\n${late}\nPromise.reject(1);`,
  ],
  [
    'delays that no timer can have',
    `for (const ms of [NaN, 2 ** 31, -5, Infinity, 'abc', null, undefined, 0, -1] as number[]) setTimeout(() => console.log(ms), ms);
process.on('warning', (warning) => console.log(warning.name));`,
  ],
  [
    'the warnings of a program',
    `process.emitWarning('a');
process.emitWarning('b', 'Name', 'CODE');
process.emitWarning('c', { type: 'T', code: 'C', detail: 'mehr' });
process.emitWarning(new RangeError('d'));
console.log('danach');`,
  ],
  [
    'the eleventh listener of an event',
    `import { EventEmitter } from 'node:events';
class Eigener extends EventEmitter {}
const emitter = new EventEmitter();
process.on('warning', ({ name, count, type, emitter: which }: any) => console.log(name, count, type, which === emitter));
for (let i = 0; i < 13; i++) emitter.on('daten', () => {});
const other = new Eigener();
for (let i = 0; i < 11; i++) other.once(Symbol.iterator, () => {});
for (let i = 0; i < 20; i++) other.setMaxListeners(0).on('viele', () => {});`,
  ],
  [
    'what the console knows no label of',
    `console.countReset('fehlt');
console.timeEnd('fehlt');
console.timeLog('fehlt');
console.time('da');
console.time('da');
console.countReset();`,
  ],
  [
    'a warning before a rejection that came before it',
    `process.on('uncaughtException', (error) => console.log('Fehler', error.message));
process.on('warning', (warning) => console.log('Warnung', warning.message));
Promise.reject(new Error('x'));
process.emitWarning('hey', { code: 'C1' });`,
  ],
])('%s is told as in Node', async (_what, source) => {
  const { stdout, stderr } = await runProgram(source, { fileName: 'programm.mts' });
  expect({ stdout, stderr }).toEqual(await inNode(source));
});
