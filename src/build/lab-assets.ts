import { cp, readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const source = fileURLToPath(new URL('../../.cache/lab/', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The file under the lab's folder that a request path means, or null if it would leave that folder. */
export function labFile(path: string): string | null {
  const relative = normalize(decodeURIComponent(path.split('?')[0] ?? '')).replace(/^\/+/, '');
  return relative.startsWith('..') ? null : join(source, relative);
}

/**
 * Puts what the laboratory fetches at run time (worker, libraries, Python snapshot; made under `.cache/lab/`) at
 * `<base>lab/` of the site: copied into a build, served by the development server. Without it the site is still
 * built, loudly, and experiments show their recordings.
 */
export function labAssets(): AstroIntegration {
  return {
    name: 'lab-assets',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const prefix = `${server.config.base.replace(/\/$/, '')}/lab/`;
        server.middlewares.use(prefix, (request, response, next) => {
          const file = labFile(request.url ?? '');
          if (file === null) return next();
          readFile(file).then(
            (bytes) => {
              response.setHeader('Content-Type', contentTypes[extname(file)] ?? 'application/octet-stream');
              response.end(bytes);
            },
            () => next(),
          );
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!(await isFolder(source))) {
          logger.warn('The laboratory is missing (.cache/lab/): experiments will show recordings and cannot run.');
          return;
        }
        await cp(source, fileURLToPath(new URL('lab/', dir)), { recursive: true });
        logger.info('Copied the laboratory to lab/.');
      },
    },
  };
}
