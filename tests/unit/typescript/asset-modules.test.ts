import { expect, test } from 'vitest';
import { createAssetModules } from '../../../sandbox/runtimes/typescript/modules/asset-modules.ts';

const shared = (text: string, file: string) => {
  const specifier = `"./${file}"`;
  return { file, start: text.indexOf(specifier), end: text.indexOf(specifier) + specifier.length };
};
const texts = {
  'a.mjs': 'import{x}from"./shared.mjs";export default x;',
  'b.mjs': 'import"./shared.mjs";export{y}from"./a.mjs";const path="./other.mjs";',
  'shared.mjs': 'export const x=1;',
};
const manifest = {
  format: 1 as const,
  modules: { a: { file: 'a.mjs', bytes: 1 }, b: { file: 'b.mjs', bytes: 1 } },
  tools: { sucrase: { file: 's.mjs', bytes: 1 }, acorn: { file: 'c.mjs', bytes: 1 } },
  imports: {
    'a.mjs': [shared(texts['a.mjs'], 'shared.mjs')],
    'b.mjs': [shared(texts['b.mjs'], 'shared.mjs'), shared(texts['b.mjs'], 'a.mjs')],
    'shared.mjs': [],
  },
  pack: { file: 'all.mjs', bytes: 1, parts: {} },
};

function modulesOf(given: Readonly<Record<string, string>> | null) {
  const defined: Blob[] = [];
  const toUrl = (...source: readonly (string | Blob)[]) => `blob:null/${defined.push(new Blob([...source]))}`;
  const files = given && Object.fromEntries(Object.entries(given).map(([name, text]) => [name, new Blob([text])]));
  const modules = createAssetModules({ manifest, assetBase: 'https://example.org/lab/', files }, toUrl);
  return { modules, defined: () => Promise.all(defined.map((blob) => blob.text())) };
}

test('modules that can be fetched keep their addresses', async () => {
  const { modules, defined } = modulesOf(null);
  expect(modules.urlOf(manifest.modules.a)).toBe('https://example.org/lab/a.mjs');
  expect(await defined()).toEqual([]);
});

test('modules made of files import what they share, which is made once', async () => {
  const { modules, defined } = modulesOf(texts);
  expect([modules.urlOf(manifest.modules.b), modules.urlOf(manifest.modules.a)]).toEqual([
    'blob:null/3',
    'blob:null/2',
  ]);
  expect(modules.urlOf(manifest.modules.b)).toBe('blob:null/3');
  expect(await defined()).toEqual([
    'export const x=1;',
    'import{x}from"blob:null/1";export default x;',
    'import"blob:null/1";export{y}from"blob:null/2";const path="./other.mjs";',
  ]);
});

test('a module without a file is missed by its name', () => {
  expect(() => modulesOf({}).modules.urlOf(manifest.modules.a)).toThrow('a.mjs');
});
