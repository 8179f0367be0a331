import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { columnWithTypes } from '../../../sandbox/runtimes/typescript/modules/columns.ts';
import { runProgram } from './run-program.ts';

const run = promisify(execFile);
const FILE = 'programm.mts';

/** What Node prints, without the frames that are its own; a timer's callback has another name there. */
async function inNode(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stacks-'));
  try {
    await writeFile(join(folder, FILE), source);
    const { stdout } = await run('node', [join(folder, FILE)], { env: { ...process.env, NO_COLOR: '1' } });
    return stdout
      .replaceAll(`file://${folder}/`, '')
      .replaceAll(/\n {4}at .*\bnode:.*/g, '')
      .replaceAll('Timeout._onTimeout', 'Timeout.<anonymous>');
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a stack that the program reads is that of Node, without frames of Node or of the laboratory:', () => {
  test.each([
    [
      'behind types',
      'const wert: string = "a"; try { (null as any as { x: number }).x; } catch (e) { console.log((e as Error).stack); }',
    ],
    [
      'through async functions',
      `async function tief<T>(wert: T): Promise<T> {
  await null; if (wert) throw new RangeError(\`kaputt \${wert as any}\`);
  return wert;
}
const aussen = async (a: number, b?: string) => { const c: number = a; return await tief<number>(c as number); };
try { console.log(1, await aussen(2)); } catch (e) { console.log((e as Error).stack); }`,
    ],
    [
      'through functions of the engine',
      'try { [1].map((x: number): never => { throw new Error("map"); }); } catch (e) { console.log((e as Error).stack); }\ntry { JSON.parse("{"); } catch (e) { console.log((e as Error).stack); }',
    ],
    ['in a timer', 'setTimeout((): void => console.log(new Error("timer").stack), 1);'],
    [
      'with a name that was given later',
      'const e = new Error("x"); e.name = "Eigen"; console.log(e.stack); console.log(String(e));',
    ],
    [
      'of an exception of the platform',
      `const c = new AbortController(); c.abort(); console.log(c.signal.reason.stack);
try { AbortSignal.abort().throwIfAborted(); } catch (e) { console.log((e as Error).stack); }
try { throw new DOMException('m', 'N'); } catch (e) { console.log((e as Error).stack); console.log(e instanceof DOMException, e?.constructor === DOMException); }`,
    ],
    [
      'by call sites',
      `Error.prepareStackTrace = (_error, sites) => sites.filter((s) => /programm/.test(String(s.getFileName()))).map((s) => [s.getLineNumber(), s.getColumnNumber(), s.getFunctionName(), s.getThis(), s.getFunction()].join());
function innen(): void { console.log(new Error('x').stack); }
innen();
const eigene = Error.prepareStackTrace; Error.prepareStackTrace = undefined; Error.prepareStackTrace = eigene; console.log(new Error('y').stack);
setTimeout(() => console.log((new Error('z').stack as any)[0]), 1);`,
    ],
  ])('%s', async (_name, source) => {
    const { stdout } = await runProgram(source, { fileName: FILE });
    expect(stdout).toBe(await inNode(source));
  });
});

test('a failed fetch has no frames, as in Node', async () => {
  const { stdout } = await runProgram(
    "try { await fetch('http://localhost:9/'); } catch (e) { console.log((e as Error).stack); }",
  );
  expect(stdout).toBe('TypeError: fetch failed\n');
});

test('frames of a package name the package', async () => {
  const source = `import OpenAI from 'openai';
try { await new OpenAI().models.retrieve('gibt-es-nicht'); } catch (e) { console.log((e as Error).stack); }`;
  const { lines } = await runProgram(source, { fileName: 'x.ts' });
  expect(lines).toContain('    at APIError.generate (node_modules/openai)');
  expect(lines.at(-1)).toBe('    at async x.ts:2:7');
  expect(lines.slice(1).filter((line) => !/node_modules\/openai|x\.ts/.test(line))).toEqual([]);
});

test.each([
  ['(null as any).x', '(null ).x', 8, 14],
  ['const a: string = f<T>(a as string, b!);', 'const a = f(a , b);', 10, 18],
  ['gleich(x);', 'gleich(x);', 7, 7],
  ['new Map<string, Map<string, T>>()', 'new Map()', 0, 0],
  ['new Map<string, Map<string, T>>()', 'new Map()', 4, null],
])('in %s without types, which is %s, column %i stood at %s', (written, stripped, column, found) => {
  expect(columnWithTypes(written, stripped, column)).toBe(found);
});
