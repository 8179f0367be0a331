import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * What is served: folders by the path they appear under, and single pages by theirs (`{ '/index.html': '<!doctype html>…' }`).
 * Paths of folders begin and end with a slash. All of it appears under `base`, which does too; default `/`. With `compresses`
 * texts are sent in gzip where the browser takes it, as GitHub Pages and most static hosts do.
 * @typedef {{
 *   readonly folders?: Readonly<Record<string, string>>,
 *   readonly pages?: Readonly<Record<string, string>>,
 *   readonly base?: string,
 *   readonly compresses?: boolean,
 * }} StaticSite
 */

/**
 * `origin`: `http://127.0.0.1:PORT`; `url`: origin and base path, with the slash at the end; `log`: every request so far
 * (`GET /path`).
 * @typedef {{ readonly origin: string, readonly url: string, readonly log: string[], close(): Promise<void> }} StaticServer
 */

/** A file, a page's text, or the folder to which a path without its slash belongs. */
function found(site, path) {
  const wanted = path.endsWith('/') ? `${path}index.html` : path;
  const text = site.pages?.[wanted];
  if (text !== undefined) return { name: wanted, text };
  const longestFirst = Object.entries(site.folders ?? {}).sort(([a], [b]) => b.length - a.length);
  for (const [prefix, folder] of longestFirst) {
    if (!wanted.startsWith(prefix)) continue;
    // Normalised below its root, a path never leads outside `folder`.
    const file = join(folder, normalize(`/${wanted.slice(prefix.length)}`));
    const entry = statSync(file, { throwIfNoEntry: false });
    if (entry?.isFile()) return { name: wanted, file };
    if (entry?.isDirectory()) return { redirect: `${path}/` };
  }
  return null;
}

function pathOf(url, base) {
  try {
    const path = decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname);
    return path.startsWith(base) ? `/${path.slice(base.length)}` : null;
  } catch {
    return null;
  }
}

const isText = /^(text\/|application\/(json|xml)|image\/svg)/;

const compressed = (content) => gzipSync(content?.text ?? (content === null ? '' : readFileSync(content.file)));

function answer(site, base, request, response) {
  const path = pathOf(request.url, base);
  const hit = path === null ? null : found(site, path);
  if (hit?.redirect !== undefined) {
    response.writeHead(301, { location: base + hit.redirect.slice(1) }).end();
    return;
  }
  const content = hit ?? found(site, '/404.html');
  const isImmutable = hit !== null && /[-.][\w-]{8,}\.\w+(\.gz)?$/.test(hit.name);
  const type = TYPES[extname(content?.name ?? '')] ?? 'application/octet-stream';
  const isCompressed =
    site.compresses === true && isText.test(type) && /\bgzip\b/.test(request.headers['accept-encoding']);
  response.writeHead(hit ? 200 : 404, {
    'content-type': type,
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(isCompressed ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  if (isCompressed && request.method !== 'HEAD') response.end(compressed(content));
  else if (request.method !== 'HEAD' && content?.file !== undefined) createReadStream(content.file).pipe(response);
  else response.end(request.method === 'HEAD' ? undefined : content?.text);
}

/**
 * A plain static host: no special headers, no compression unless asked for; files with a hash in their name may be kept for ever.
 * @param {StaticSite} site
 * @param {{ readonly port?: number }} options port 0, the default, takes a free one
 * @returns {Promise<StaticServer>}
 */
export function serveStatic(site, { port = 0 } = {}) {
  const base = site.base ?? '/';
  const log = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    answer(site, base, request, response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      resolve({
        origin,
        url: origin + base,
        log,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
