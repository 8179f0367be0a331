import { existsSync, statSync, utimesSync } from 'node:fs';
import { node24, root, toolEnv } from './paths.mjs';
import { run, StepFailed, say } from './step.mjs';

const installed = `${root}/node_modules/.package-lock.json`;
const wanted = `${root}/package-lock.json`;

/** Installs the npm packages of the lock file when they are missing or older than it. Throws StepFailed. */
export async function ensureModules() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new StepFailed(`Failed to start: Node ${process.versions.node} is too old. Install Node 20 or newer.`);
  if (existsSync(node24) && existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  say('Installing npm packages (about a minute)');
  // not `npm ci`: it refuses a lock file whose optional packages for other systems a registry does not carry
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: toolEnv,
    remedy: 'Check that npm 10 or newer is installed and that its registry can be reached.',
  });
  if (!existsSync(node24)) {
    await run('npm', ['rebuild', 'node', 'esbuild', '--foreground-scripts'], {
      env: toolEnv,
      remedy: 'Allow the install script of the package "node" (allowScripts in package.json).',
    });
  }
  utimesSync(installed, new Date(), new Date());
}
