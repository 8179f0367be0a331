import { format as nodeFormat, inspect as nodeInspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../../sandbox/runtimes/typescript/inspect/format.ts';
import { inspect } from '../../../sandbox/runtimes/typescript/inspect/inspect.ts';

class Foo {
  a = 1;
  get b(): number {
    return 2;
  }
}
class Bar extends Foo {}
class Tagged {
  get [Symbol.toStringTag](): string {
    return 'Tag';
  }
}
class NotSoPlain extends Tagged {
  override get [Symbol.toStringTag](): string {
    return 'Plain';
  }
}
const circular: { self?: object; list: object[] } = { list: [] };
circular.self = circular;
circular.list.push(circular);

const values: readonly (readonly [string, unknown])[] = [
  ['numbers', [1, -0, 1.5, Number.NaN, 10n]],
  ['strings', ['a', "it's", `both ' and "`, 'line\nbreak', '\u0000\u001b', 'ü', '\ud800']],
  ['holes', Object.assign(new Array(5), { 0: 1, 2: 3 })],
  ['properties on a list', Object.assign([1, 2], { x: 1 })],
  ['long list of numbers', Array.from({ length: 120 }, (_, i) => i * 3)],
  ['long list of texts', Array.from({ length: 30 }, (_, i) => `wert${i}`)],
  ['list of objects', [{ a: 1 }, { a: 2, b: [1, 2, { c: { d: 1 } }] }]],
  ['deep', { a: { b: { c: { d: 1 } } }, list: [[[[1]]]] }],
  ['wide', { alpha: 'x'.repeat(30), beta: 'y'.repeat(30), gamma: 'z'.repeat(30) }],
  ['long text', { text: 'lorem ipsum '.repeat(12) }],
  ['class', new Foo()],
  ['subclass', new Bar()],
  ['null prototype', Object.assign(Object.create(null), { x: 1 })],
  [
    'map and set',
    {
      map: new Map<unknown, unknown>([
        ['a', 1],
        [{ k: 1 }, [2]],
      ]),
      set: new Set([1, 'x']),
      empty: new Map(),
    },
  ],
  ['subclasses of maps', [new (class MyMap extends Map {})(), new (class Hash extends Map {})()]],
  [
    'objects with a tag',
    [new Tagged(), new NotSoPlain(), Object.create(null, { [Symbol.toStringTag]: { value: 'X' } })],
  ],
  ['bound functions', [(async () => {}).bind(null), function* generates() {}, function* g() {}.bind(null)]],
  ['functions', [() => 1, function named() {}, class A {}, class B extends Foo {}, async () => {}, Math.max]],
  ['dates and patterns', [new Date(0), new Date(Number.NaN), /x+/gi]],
  ['typed arrays', [new Uint8Array(3), new Float64Array([1.5, 2])]],
  ['buffer', new ArrayBuffer(4)],
  ['symbols', { [Symbol('s')]: 1, 'two words': 2, __proto__x: 3, x: Symbol.iterator }],
  [
    'accessors',
    {
      get a() {
        return 1;
      },
      set a(_v) {},
      get b() {
        return 1;
      },
      set c(_v: number) {},
    },
  ],
  ['circular', circular],
  ['boxed', [new Number(3), new String('abc'), new Boolean(false)]],
  ['url', new URL('https://example.org/a?b=c#d')],
  ['search', new URLSearchParams('a=1&b=2')],
  ['headers', new Headers({ accept: '*/*', 'content-type': 'text/plain' })],
  ['empty', [{}, [], new Foo(), '', new Set()]],
  ['nothing', [null, undefined, true]],
  ['tag', { [Symbol.toStringTag]: 'Tag', x: 1 }],
  ['wide characters', ['日本語', 'ab', 'c', '日本', 'x', 'y', 'z', 'w']],
];

describe('inspect', () => {
  test.each(values)('shows %s as Node does', (_name, value) => {
    expect(inspect(value)).toBe(nodeInspect(value));
  });

  test('shows any JSON as Node does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(inspect(value)).toBe(nodeInspect(value));
      }),
      { numRuns: 1_000 },
    );
  });

  test('shows the fields and the cause of an error', () => {
    const error = Object.assign(new TypeError('kaputt', { cause: new Error('darum') }), { status: 429 });
    const text = inspect(error, { stackOf: (each) => `${each.name}: ${each.message}\n    at programm.ts:1` });
    expect(text).toBe(
      'TypeError: kaputt\n    at programm.ts:1 {\n  status: 429,\n  [cause]: Error: darum\n      at programm.ts:1\n}',
    );
  });
});

describe('format', () => {
  test.each<readonly [string, readonly unknown[]]>([
    ['texts', ['a', 'b']],
    ['placeholders', ['%s ist %d Jahre, %i, %f, %j %% %O', 'Ada', 36.5, 36.9, '1.5x', { a: 1 }, [1]]],
    ['missing arguments', ['%s und %s', 'eins']],
    ['more arguments', ['%s', 'eins', { zwei: 2 }, 3]],
    ['objects in %s', ['%s %s', { a: { b: 1 } }, new Date(0)]],
    ['no text first', [{ a: 1 }, '%s', 'b']],
    ['CSS', ['%cfarbig', 'color: red']],
    ['a single percent sign', ['100%', 5]],
    ['numbers', [1, 2n, -0]],
  ])('joins %s as Node does', (_name, args) => {
    expect(format(args)).toBe(nodeFormat(...args));
  });
});

test('never claims a state of a promise, which no engine tells a program at once', () => {
  const promises = [Promise.withResolvers().promise, Promise.resolve(7)];
  expect(inspect(promises)).toBe('[ Promise { … }, Promise { … } ]');
});

test('never claims what is left in an iterator of a map or set, which no engine tells without taking it', () => {
  const iterators = [new Map([[1, 2]]).entries(), new Set([1]).values()];
  expect(inspect(iterators)).toBe('[ [Map Iterator] { … }, [Set Iterator] { … } ]');
  expect(iterators.map((iterator) => iterator.next().done)).toEqual([false, false]);
});
