import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { patchCollector } from '../../../sandbox/runtimes/python/build/gc-patch.ts';

const runtime = fileURLToPath(new URL('../../../sandbox/runtimes/python/', import.meta.url));
const require = createRequire(import.meta.url);

test('the seams pass the type checker', () => {
  const pyright = require.resolve('pyright/index.js');
  const checked = spawnSync(process.execPath, [pyright, '--project', `${runtime}pyrightconfig.json`], {
    encoding: 'utf8',
  });
  expect(checked.stdout).toContain('0 errors, 0 warnings');
}, 120_000);

test('TypeScript and Python name the errors of the network in the same order', () => {
  const names = (file: string, pattern: RegExp): string[] =>
    [...(pattern.exec(readFileSync(runtime + file, 'utf8'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
      (match) => match[1] ?? '',
    );
  const python = names('seams/socket_errors.py', /^ERRORS = \(([^)]*)\)/m);
  expect(python.length).toBeGreaterThan(0);
  expect(names('bridge.ts', /const CODES[^=]*= \[([^\]]*)\]/)).toEqual(python);
});

describe("the patch of Pyodide's garbage collector", () => {
  const source = readFileSync(require.resolve('pyodide/pyodide.asm.mjs'), 'utf8');

  test('changes the installed release in its two places', () => {
    const patched = patchCollector(source);
    expect(patched).toContain('currentFrame=HEAPU32[i];HEAPU32[i]=0;');
    expect(patched).toContain('=state.currentFrame;_restoreThreadState(state.threadState);');
  });

  test('refuses any other text', () => {
    expect(() => patchCollector('const a = 1;')).toThrow(/not the release/);
    expect(() => patchCollector(patchCollector(source))).toThrow(/not the release/);
  });
});
