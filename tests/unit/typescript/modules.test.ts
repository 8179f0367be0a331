// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of programs.
import { parse } from 'acorn';
import * as sucrase from 'sucrase';
import { describe, expect, test } from 'vitest';
import { carryLines } from '../../../sandbox/runtimes/typescript/build/carry-lines.ts';
import { Edits } from '../../../sandbox/runtimes/typescript/modules/edits.ts';
import { findModuleReferences } from '../../../sandbox/runtimes/typescript/modules/imports.ts';
import { markLines } from '../../../sandbox/runtimes/typescript/modules/mark-lines.ts';
import { ProgramSyntaxError } from '../../../sandbox/runtimes/typescript/modules/program-syntax-error.ts';
import { resolveSpecifier } from '../../../sandbox/runtimes/typescript/modules/resolve.ts';
import { isNode, type SyntaxNode } from '../../../sandbox/runtimes/typescript/modules/syntax.ts';
import { transpile } from '../../../sandbox/runtimes/typescript/modules/transpile.ts';

function treeOf(code: string): SyntaxNode {
  const tree: unknown = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  if (!isNode(tree)) throw new Error('no tree');
  return tree;
}

const tools = { sucrase, acorn: { parse: (source: string) => treeOf(source) } };

function marked(code: string): string {
  const edits = new Edits();
  markLines(treeOf(code), code, edits);
  return edits.applyTo(code);
}

describe('transpile', () => {
  test('strips types and keeps every line', () => {
    const { code } = transpile('interface A {\n  x: number;\n}\nconst a: A = { x: 1 };\nexport { a };\n', tools);
    expect(code.split('\n')[3]).toContain('const a = { x: 1 }');
  });

  test('keeps imports that are used as types only, as Node does', () => {
    expect(transpile("import { A } from 'x';\nconst a: A = 1;\n", tools).code).toContain("from 'x'");
    expect(transpile("import type { A } from 'x';\nconst a: A = 1;\n", tools).code).not.toContain('from');
  });

  test.each([
    ['\nenum A {\n  x = 1,\n}\n', 'enum', 2],
    ["export enum B { 'a-b' = 'x' }\n", 'enum', 1],
    ['class P {\n  constructor(private readonly x: number) {\n    this.go(x);\n  }\n}\n', 'parameter property', 2],
    ["class A extends Error { constructor(readonly code: number) { super('m') } }", 'parameter property', 1],
    ["class B extends A {\n  constructor(a: number, public $x = 1) { a++; super('m'); }\n}", 'parameter property', 2],
    ['namespace N {\n  export const x = 1;\n}\n', 'namespace declaration', 1],
  ])('refuses %j as Node does', (source, what, line) => {
    expect(() => transpile(source, tools)).toThrow(`TypeScript ${what} is not supported in strip-only mode`);
    expect(() => transpile(source, tools)).toThrow(expect.objectContaining({ line }));
  });

  test.each([
    'declare enum A { x }\ndeclare namespace N { const x: number }\n',
    '// enum A { x }\nconst text = `\nnamespace N {\n`;\n',
    'class P {\n  x: number;\n  constructor(x: number) {\n    this.x = x;\n  }\n}\n',
    'abstract class P {\n  private y = 1;\n  constructor(x: number, extra?: boolean) { this.y = x; void extra; }\n}\n',
    'var A; (function (A) { A.x = 1; })(A || (A = {}));\n',
  ])('takes %j', (source) => {
    expect(() => transpile(source, tools)).not.toThrow();
  });

  test.each([
    ['const a = 1;\nlet (;\n', 2],
    ['const a = 1;\n\nconst a = 2;\n', 3],
    ['function f() {\n  await null;\n}\n', 2],
  ])('names the line of what is wrong in %j', (source, line) => {
    expect(() => transpile(source, tools)).toThrow(ProgramSyntaxError);
    try {
      transpile(source, tools);
    } catch (error) {
      expect((error as ProgramSyntaxError).line).toBe(line);
    }
  });
});

describe('findModuleReferences', () => {
  test('finds every import, and none in texts, patterns and comments', () => {
    const code = [
      "import a, { b as c, default as d } from 'one';",
      "import * as e from 'two';",
      "export * from 'three';",
      "export { f } from 'four';",
      '// import("five")',
      'const text = `import("six") ${import("seven")}`;',
      'const pattern = /import\\("eight"\\)/;',
      'console.log(import.meta.url, new.target === undefined ? import(text) : pattern);',
    ].join('\n');
    const references = findModuleReferences(treeOf(code.replace('new.target === undefined', 'true')), code);
    expect(references.map((reference) => (reference.kind === 'static' ? reference.specifier : reference.kind))).toEqual(
      ['one', 'two', 'three', 'four', 'dynamic', 'meta', 'dynamic'],
    );
    expect(references[0]).toMatchObject({ names: ['default', 'b', 'default'] });
  });
});

describe('resolveSpecifier', () => {
  const context = {
    assets: {
      urlOf: ({ file }: { readonly file: string }) => `https://example.org/lab/${file}`,
      packageOf: () => null,
      manifest: {
        format: 1 as const,
        modules: { openai: { file: 'openai-X.mjs', bytes: 1 } },
        tools: { sucrase: { file: 's.mjs', bytes: 1 }, acorn: { file: 'a.mjs', bytes: 1 } },
        imports: {},
        pack: { file: 'all.mjs', bytes: 1, parts: {} },
      },
    },
    builtins: new Set(['timers', 'timers/promises']),
    fileName: 'programm.ts',
  };

  test('finds packages and modules of Node, with and without node:', () => {
    expect(resolveSpecifier('openai', context)).toEqual({
      kind: 'package',
      url: 'https://example.org/lab/openai-X.mjs',
    });
    expect(resolveSpecifier('node:timers/promises', context)).toEqual({ kind: 'builtin', name: 'timers/promises' });
    expect(resolveSpecifier('timers', context)).toEqual({ kind: 'builtin', name: 'timers' });
  });

  test.each([
    ['lodash', 'ERR_MODULE_NOT_FOUND'],
    ['toString', 'ERR_MODULE_NOT_FOUND'],
    ['./andere.ts', 'ERR_MODULE_NOT_FOUND'],
    ['/lab/openai-X.mjs', 'ERR_MODULE_NOT_FOUND'],
    ['node:fs', 'ERR_UNKNOWN_BUILTIN_MODULE'],
    ['http', 'ERR_UNKNOWN_BUILTIN_MODULE'],
    ['https://example.org/x.mjs', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
    ['HTTPS://example.org/x.mjs', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
    ['data:text/javascript,1', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
    ['blob:https://example.org/1', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
    ['file:///etc/passwd', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
  ])('refuses %s with %s', (specifier, code) => {
    expect(resolveSpecifier(specifier, context)).toMatchObject({ kind: 'refused', code });
  });
});

describe('markLines', () => {
  test.each([
    'f()\nconst a = 1\nf()\n[1].map(f)\n',
    'a?.b().c?.(f());\n(a?.b)();\ndelete a?.b;\ndelete a.b;\n',
    'if (f()) g(); else h();\ndo f(); while (g())\nfor (const x of f()) g(x)\n',
    'label: for (;;) { f(); break label }\nswitch (f()) { case g(): h(); default: k() }\n',
    'class A extends f() { static { g() } #x = h(); m() { return super.m() } constructor() { super(); } }\n',
    'async function f() { for await (const x of g()) h(x)\nreturn await (await k()) }\n',
    'const f = async () => (await g()) ?? await h();\nexport default f();\n',
    'async function* f() { yield await g(); yield* h() }\nnew (f())(); new f.g(); new (f().g)();\n',
    "'use strict';\nf`a${g()}`;\nvoid f();\n!f();\n",
    'try { await f() } catch { g() } finally { h() }\nawait f(), await g();\n',
  ])('leaves a program that still parses, line by line: %j', (code) => {
    const result = marked(code);
    expect(() => treeOf(result)).not.toThrow();
    expect(result.split('\n').length).toBe(code.split('\n').length);
  });

  test('does not slow down what only computes', () => {
    expect(marked('Math.sqrt(2);\nNumber(x);\nJSON.parse(y);\n')).not.toContain('.line=');
  });
});

describe('carryLines', () => {
  test('changes no value and no order of promise jobs', async () => {
    const code = `
      const log = [];
      async function a(x) { try { log.push('a1'); const y = await x; log.push('a2'); return y + await b(); } catch (e) { log.push(e); } finally { await null; log.push('f'); } }
      async function b() { await null; log.push('b'); return 2; }
      async function c() { for await (const x of [1, Promise.resolve(2)]) log.push(x); throw 'c'; }
      const results = await Promise.allSettled([a(1), a(Promise.reject('r')), c(), (async () => await a(3))()]);
      return { log, results };`;
    const run = (body: string): Promise<unknown> =>
      new Function('__wartezeit', `return (async () => {${body}})()`)({
        at: { line: 0 },
        carry: (_line: number, value: unknown) => value,
      });
    expect(await run(unwrap(carryLines(wrap(code))))).toEqual(await run(code));
  });

  test('brings the line back behind an await, also on the way through catch and finally', async () => {
    const code =
      'async function f(log) { try { await Promise.reject(1) } catch { log.push(at()); } finally { log.push(at()); } await 1; log.push(at()); }';
    const place = { line: 0 };
    const carry = (line: number, value: unknown): unknown => {
      place.line = line;
      return value;
    };
    const f = new Function('__wartezeit', 'at', `${carryLines(code)} return f`)({ at: place, carry }, () => place.line);
    const logs: number[][] = [[], []];
    place.line = 5;
    const first = f(logs[0]);
    place.line = 8;
    const second = f(logs[1]);
    place.line = 0;
    await Promise.all([first, second]);
    expect(logs).toEqual([
      [5, 5, 5],
      [8, 8, 8],
    ]);
  });
});

const wrap = (code: string): string => `async function main() {${code}}`;
const unwrap = (code: string): string => code.slice(code.indexOf('{') + 1, code.lastIndexOf('}'));
