import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What Vitest sets for the code under test; a build started from a test would take its base path and mode from there. */
const ofVitest = /^(BASE_URL|MODE|DEV|PROD|SSR|NODE_ENV|TEST|VITEST.*)$/;

/** Runs `astro build` with these options. Throws with Astro's own words where it fails. */
export function astroBuild(options: readonly string[]): void {
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const own = Object.entries(process.env).filter(([name]) => !ofVitest.test(name));
  const env = { ...Object.fromEntries(own), ASTRO_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [astro, 'build', ...options], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) {
    throw new Error(`Failed to build with ${options.join(' ')}: ${stdout.slice(-2_000)}${stderr}. Repair the build.`);
  }
}

/** Builds the site for a base path (`/wartezeit/`) beside dist/; answers its folder. Takes about half a minute. */
export function siteUnder(base: string): string {
  const folder = join(root, `.cache/site${base.replaceAll('/', '-')}`);
  astroBuild(['--base', base, '--outDir', folder]);
  return folder;
}
