// Runs one of the project's TypeScript commands with Node 24: node with-node.mjs FILE [its arguments]
import { spawn } from 'node:child_process';
import { ensureModules } from './modules.mjs';
import { node24, root, toolEnv } from './paths.mjs';
import { command } from './step.mjs';

await command(async () => {
  await ensureModules();
  const [file, ...args] = process.argv.slice(2);
  // INIT_CWD: where the reader called npm from, so that relative program paths mean what they say
  const child = spawn(node24, ['--import', `${root}/src/build/end-with-parent.mjs`, `${root}/${file}`, ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: toolEnv,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
});
