import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const folder = new URL('../../support/typescript/same/', import.meta.url);
const run = promisify(execFile);

test.each(readdirSync(folder))('%s prints in the lab what it prints in Node', async (file) => {
  const path = fileURLToPath(new URL(file, folder));
  const node = await run('node', [path], { env: { ...process.env, TZ: 'UTC', LANG: 'en_US.UTF-8', NO_COLOR: '1' } });
  const lab = await runProgram(readFileSync(path, 'utf8'), { clockMode: { kind: 'sofort' }, fileName: file });
  expect(lab.stderr).toBe('');
  expect(lab.stdout).toBe(node.stdout);
});
