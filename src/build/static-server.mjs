import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

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

/** The file that answers a request path, or null. Never outside `folder`. */
function fileFor(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = join(folder, normalize(`/${decoded}`));
  if (existsSync(file) && statSync(file).isFile()) return file;
  const index = join(file, 'index.html');
  return existsSync(index) ? index : null;
}

/**
 * A plain static file server, as any host of static sites: no special headers.
 * @param {string} folder what is served
 * @param {{ port?: number, base?: string }} options port 0 takes a free one
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export function serveStatic(folder, { port = 0, base = '/' } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith(base) ? fileFor(folder, pathname.slice(base.length)) : null;
    const missing = join(folder, '404.html');
    const answer = file ?? (existsSync(missing) ? missing : null);
    const immutable = /[-.][\w-]{8,}\.\w+(\.gz)?$/.test(pathname);
    response.writeHead(file ? 200 : 404, {
      'content-type': TYPES[extname(answer ?? '')] ?? 'application/octet-stream',
      'cache-control': file && immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (answer && request.method !== 'HEAD') createReadStream(answer).pipe(response);
    else response.end();
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address();
      resolve({
        address: `http://127.0.0.1:${actual}${base}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
