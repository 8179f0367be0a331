import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

function command(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`src/build/${script}`, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: stderr.trim() };
}

describe('wrong options of the commands', () => {
  it.each([
    ['start.mjs', ['--port', 'abc'], /--port .*"abc".*whole number/],
    ['start.mjs', ['--port=70000'], /--port .*"70000".*65535/],
    ['start.mjs', ['--prot', '1'], /--prot .*not known.*--port/],
    ['build.mjs', ['--base', 'wartezeit'], /--base .*"wartezeit".*slash/],
    ['test.mjs', ['--watch'], /--watch .*not known/],
  ])('%s %j: one sentence and exit code 2', (script, args, sentence) => {
    const { status, stdout, stderr } = command(script, ...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.split('\n')).toHaveLength(1);
  });
});
