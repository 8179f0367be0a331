import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaticServer, serveStatic } from '../../../src/build/static-server.mjs';

describe('the static server', () => {
  let folder: string;
  let server: StaticServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wartezeit-static-'));
    await mkdir(join(folder, 'kapitel'));
    await writeFile(join(folder, 'kapitel/index.html'), '<p>Kapitel</p>');
    await writeFile(join(folder, 'teil-0123abcd.js'), 'export {}');
    server = await serveStatic({
      base: '/wartezeit/',
      folders: { '/': folder },
      pages: { '/seite.html': '<p>Seite</p>', '/404.html': '<p>Fehlt</p>' },
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('serves a folder by its index under the base path', async () => {
    const answer = await fetch(`${server.url}kapitel/`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Kapitel');
  });

  it('sends a folder without its slash to the one with it, so that relative links lead right', async () => {
    const answer = await fetch(`${server.url}kapitel`);
    expect([answer.redirected, answer.url]).toEqual([true, `${server.url}kapitel/`]);
  });

  it('serves single pages, and notes every request', async () => {
    expect(await (await fetch(`${server.url}seite.html`)).text()).toBe('<p>Seite</p>');
    expect(server.log.at(-1)).toBe('GET /wartezeit/seite.html');
  });

  it('lets files with a hash in their name be kept for ever, and no others', async () => {
    expect((await fetch(`${server.url}teil-0123abcd.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${server.url}kapitel/`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('sends texts in gzip where it is told to, and leaves what is compressed already', async () => {
    await writeFile(join(folder, 'kern.wasm'), 'x'.repeat(1_000));
    const compressing = await serveStatic({ folders: { '/': folder }, compresses: true });
    const [page, core] = await Promise.all(['kapitel/', 'kern.wasm'].map((path) => fetch(compressing.url + path)));
    await compressing.close();
    expect([page?.headers.get('content-encoding'), await page?.text()]).toEqual(['gzip', '<p>Kapitel</p>']);
    expect(core?.headers.get('content-encoding')).toBeNull();
  });

  it.each(['fehlt', '..%2f..%2fetc/passwd', '%E0%A4%A'])('answers 404 to %s', async (path) => {
    const answer = await fetch(`${server.url}${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('<p>Fehlt</p>');
  });
});
