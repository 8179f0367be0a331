import { pathToFileURL } from 'node:url';
import { ensureModules } from './modules.mjs';
import { readOptions } from './options.mjs';
import { node24, root, toolEnv } from './paths.mjs';
import { ensureLabAssets } from './prepare-lab.mjs';
import { command, run, say } from './step.mjs';

/** Builds the whole site into dist/ for a base path. */
export async function build({ base = '/' } = {}) {
  await ensureModules();
  await ensureLabAssets();
  say(`Building the site into dist/ (base path ${base})`);
  await run(node24, [`${root}/node_modules/astro/bin/astro.mjs`, 'build', '--base', base], {
    env: toolEnv,
    remedy: 'The message above names file, field and remedy.',
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await command(async () => {
    await build(readOptions(process.argv.slice(2), ['base']));
  });
}
