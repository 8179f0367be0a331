import { cp, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const source = fileURLToPath(new URL('../../node_modules/msw/lib/mockServiceWorker.js', import.meta.url));

/** Puts MSW's service worker at `<base>mockServiceWorker.js`: copied into a build, served by the development server. */
export function serviceWorker(): AstroIntegration {
  return {
    name: 'service-worker',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const path = `${server.config.base.replace(/\/$/, '')}/mockServiceWorker.js`;
        server.middlewares.use(path, (_request, response, next) => {
          readFile(source).then((bytes) => {
            response.setHeader('Content-Type', 'text/javascript');
            response.end(bytes);
          }, next);
        });
      },
      'astro:build:done': ({ dir }) => cp(source, fileURLToPath(new URL('mockServiceWorker.js', dir))),
    },
  };
}
