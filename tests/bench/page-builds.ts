import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { astroBuild, root } from '../support/astro-build.ts';

/** Inside the project, so that the bare site finds the project's own node_modules. */
const bareFolder = join(root, '.cache/bench-bare-starlight');

/** All that a Starlight site needs, and nothing else: what the frame itself weighs. */
const bareFiles: Readonly<Record<string, string>> = {
  'astro.config.mjs': `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  base: '/bare-starlight/',
  integrations: [starlight({ title: 'Kahl' })],
  devToolbar: { enabled: false },
});
`,
  'src/content.config.ts': `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  'src/content/docs/index.md': '---\ntitle: Kahl\n---\n\n## Eins\n\nEin Absatz.\n\n## Zwei\n\nNoch einer.\n',
  'tsconfig.json': '{ "extends": "astro/tsconfigs/strict" }\n',
};

/** Builds a page with Starlight alone; answers the folder to serve. Throws with Astro's own words. */
export function buildBareSite(): string {
  rmSync(bareFolder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(bareFiles)) {
    const file = join(bareFolder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  astroBuild(['--root', bareFolder]);
  return join(bareFolder, 'dist');
}

/** The site's folder: the one that WARTEZEIT_DIST names, else dist/, built now. Throws where the build fails. */
export function buildSite(): string {
  const named = process.env['WARTEZEIT_DIST'];
  if (named !== undefined) return named;
  const built = spawnSync(process.execPath, [join(root, 'src/build/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) throw new Error('Failed to build the site: see above. Repair the build first.');
  return join(root, 'dist');
}
