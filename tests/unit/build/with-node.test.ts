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
  parent.kill('SIGKILL');
  // The pipe closes only when the command, which writes to it too, is gone.
  await once(parent.stdout, 'close');
  expect(parent.signalCode).toBe('SIGKILL');
});
