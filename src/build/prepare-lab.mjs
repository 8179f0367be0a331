import { node24, toolEnv } from './paths.mjs';
import { run, say } from './step.mjs';

/** Makes what the laboratory needs at run time (worker, libraries, Python snapshot) under .cache/lab/. Incremental. */
export async function ensureLabAssets() {
  say('Preparing the laboratory (Python packages come through pip at the first time)');
  await run(node24, ['sandbox/commands/assets.ts'], { env: toolEnv, remedy: 'See the message above.' });
}
