import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** What is served: folders by the path they appear under, and single pages by their path. */
export interface StaticSite {
  /** `{ '/lab/': '.cache/lab' }`: paths begin and end with a slash, relative to the base path. */
  readonly folders?: Readonly<Record<string, string>>;
  /** `{ '/index.html': '<!doctype html>…' }`. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Base path under which all of it appears; begins and ends with a slash. Default `/`. */
  readonly base?: string;
}

export interface StaticServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Origin and base path, with the slash at the end. */
  readonly url: string;
  /** Every request so far: `GET /path`. */
  readonly log: string[];
  close(): Promise<void>;
}

/** A plain static host: no special headers, no compression, files cached for an hour. Listens on a free local port. */
export async function serveStatic(site: StaticSite): Promise<StaticServer> {
  const base = site.base ?? '/';
  const log: string[] = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    answer(site, base, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: origin + base,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(site: StaticSite, base: string, request: IncomingMessage, response: ServerResponse) {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
  const found = path.startsWith(base) ? await content(site, `/${path.slice(base.length)}`) : null;
  if (found === null) {
    const fallback = await content(site, '/404.html');
    response.writeHead(404, { 'content-type': types['.html'] }).end(fallback?.bytes ?? 'Not found');
    return;
  }
  if (found.redirect !== undefined) {
    response.writeHead(301, { location: base + found.redirect.slice(1) }).end();
    return;
  }
  const type = types[extname(found.name)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

interface Content {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly redirect?: string;
}

async function content(site: StaticSite, path: string): Promise<Content | null> {
  const wanted = path.endsWith('/') ? `${path}index.html` : path;
  const page = site.pages?.[wanted];
  if (page !== undefined) return { name: wanted, bytes: page };
  const prefixes = Object.keys(site.folders ?? {}).sort((a, b) => b.length - a.length);
  for (const prefix of prefixes) {
    const folder = site.folders?.[prefix];
    if (folder === undefined || !wanted.startsWith(prefix)) continue;
    const file = join(folder, normalize(`/${wanted.slice(prefix.length)}`));
    const found = await stat(file).catch(() => null);
    if (found?.isFile()) return { name: wanted, bytes: await readFile(file) };
    if (found?.isDirectory()) return { name: wanted, bytes: '', redirect: `${path}/` };
  }
  return null;
}
