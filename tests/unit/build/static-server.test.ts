import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveStatic } from '../../../src/build/static-server.mjs';

describe('the static server', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof serveStatic>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wartezeit-static-'));
    await mkdir(join(folder, 'kapitel'));
    await writeFile(join(folder, 'kapitel/index.html'), '<p>Kapitel</p>');
    await writeFile(join(folder, 'teil-0123abcd.js'), 'export {}');
    server = await serveStatic(folder, { base: '/wartezeit/' });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('serves a folder by its index under the base path', async () => {
    const answer = await fetch(`${server.address}kapitel/`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Kapitel');
  });

  it('lets files with a hash in their name be kept for ever, and no others', async () => {
    expect((await fetch(`${server.address}teil-0123abcd.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${server.address}kapitel/`)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['fehlt', '..%2f..%2fetc/passwd', '%E0%A4%A'])('answers 404 to %s', async (path) => {
    expect((await fetch(`${server.address}${path}`)).status).toBe(404);
  });
});
