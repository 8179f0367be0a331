import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('a command ends when the process that started it is killed', async () => {
  const parent = spawn(process.execPath, ['src/build/with-node.mjs', 'sandbox/commands/mock.ts', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const killed = once(parent, 'exit');
  parent.kill('SIGKILL');
  // The pipe closes only when the command, which writes to it too, is gone.
  await once(parent.stdout, 'close');
  expect(await killed).toEqual([null, 'SIGKILL']);
});

test('a command that npm runs ends when npm is told to end', async () => {
  // A process group of its own, as in a shell: only npm itself is told.
  const npm = spawn('npm', ['run', '--silent', 'mock', '--', '--port', '0'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(npm.stdout, 'data');
  const ended = once(npm, 'exit');
  npm.kill('SIGTERM');
  await once(npm.stdout, 'close');
  expect(await ended).toHaveLength(2);
});
