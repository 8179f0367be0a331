import { fileURLToPath } from 'node:url';

/** Folder of the project, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Node 24, which comes as a package: a machine with Node 20 is enough. */
export const node24 = `${root}/node_modules/node/bin/node`;

/** Environment in which the project's own tools come first, Node 24 among them. */
export const toolEnv = {
  ...process.env,
  PATH: `${root}/node_modules/.bin:${process.env.PATH ?? ''}`,
  ASTRO_TELEMETRY_DISABLED: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
};
