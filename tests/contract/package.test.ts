import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const reader = new URL('./reader/', import.meta.url).pathname;
const MINUTES = 60_000;

interface Finished {
  readonly code: number;
  readonly text: string;
}

/** Runs a command to its end; what it wrote, both streams together. */
function run(command: string, args: readonly string[], cwd: string): Promise<Finished> {
  // The surroundings of this test run (Vitest's, npm's) are none of the reader's.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV|TEST|INIT_CWD|FORCE_COLOR)/.test(name),
  );
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env: { ...Object.fromEntries(own), NO_COLOR: '1' }, maxBuffer: 2 ** 26 },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, text: `${out}${err}` });
      },
    );
  });
}

/** The TypeScript blocks of the README's section on one's own tests: each is a test file. */
async function testsOfReadme(): Promise<readonly string[]> {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  const section = text.split('\n## ').find((part) => part.startsWith('Den Mock in eigenen Tests verwenden')) ?? '';
  return [...section.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1] ?? '');
}

describe('the package, installed from its packed file into an empty folder', () => {
  let folder = '';
  let reachable = true;
  const inReader = (command: string, ...args: string[]): Promise<Finished> =>
    run(join(folder, 'node_modules/.bin', command), args, folder);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wartezeit-reader-'));
    const packed = await run('npm', ['pack', '--pack-destination', folder], root);
    expect(packed.code, packed.text).toBe(0);
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
    const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const own = ['msw', 'openai', 'typescript', 'vitest', '@types/node'];
    const versions = Object.fromEntries(own.map((name) => [name, devDependencies[name]]));
    const manifest = {
      name: 'leser',
      private: true,
      type: 'module',
      dependencies: { ...versions, wartezeit: `file:${tarball}` },
    };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    for (const name of await readdir(reader))
      await copyFile(join(reader, name), join(folder, name.replace('_test.ts', '.test.ts')));
    for (const [index, test] of (await testsOfReadme()).entries())
      await writeFile(join(folder, `readme-${index + 1}.test.ts`), test);
    const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], folder);
    if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(installed.text) && !process.env['CI']) {
      console.warn('\n!!! The package was NOT installed and tested: the package registry cannot be reached.\n');
      reachable = false;
      return;
    }
    expect(installed.code, installed.text).toBe(0);
  }, 5 * MINUTES);

  beforeEach((context) => {
    if (!reachable) context.skip();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('brings none of the site’s packages', async () => {
    const names = await readdir(join(folder, 'node_modules'));
    for (const site of ['astro', '@astrojs', 'monaco-editor', 'preact', 'shiki', 'playwright', 'esbuild-wasm'])
      expect(names).not.toContain(site);
  });

  it('lets a reader’s own tests run against it, and those of the README as they are printed', {
    timeout: MINUTES,
  }, async () => {
    const tested = await inReader('vitest', 'run');
    expect(tested.code, tested.text).toBe(0);
    expect(tested.text).toMatch(/Tests\D+6 passed/);
  });

  it('has types that a reader’s strict compiler accepts', { timeout: 2 * MINUTES }, async () => {
    const checked = await inReader('tsc', '--noEmit');
    expect(checked.code, checked.text).toBe(0);
  });

  it('runs a TypeScript program at once', { timeout: MINUTES }, async () => {
    const finished = await run(
      process.execPath,
      [join(folder, 'node_modules/.bin/wartezeit'), 'run', 'programm.ts', '--json'],
      folder,
    );
    expect(finished.code, finished.text).toBe(0);
    expect(JSON.parse(finished.text.trim().split('\n').at(-1) ?? '')).toMatchObject({
      output: [{ text: 'im Rahmen\n' }],
    });
  });

  it('serves over HTTP with its command', { timeout: MINUTES }, async () => {
    const child = spawn(
      join(folder, 'node_modules/.bin/wartezeit'),
      ['mock', '--port', '0', '--conditions', 'sofort'],
      { cwd: folder },
    );
    let seen = '';
    child.stdout.on('data', (part) => {
      seen += part;
    });
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('/lab/log');
    const address = /http:\/\/[\d.:]+/.exec(seen)?.[0] ?? '';
    const answer = await fetch(`${address}/v1/models`, { headers: { authorization: 'Bearer sk-test' } });
    expect(answer.status).toBe(200);
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('tells what it can do', async () => {
    const finished = await inReader('wartezeit', '--help');
    expect(finished.code).toBe(0);
    expect(finished.text).toMatch(/wartezeit mock .*\nwartezeit run PROGRAMM /);
  });

  it.each(['mock', 'run'])('tells the options of %s', async (command) => {
    for (const asked of ['--help', '-h']) {
      const finished = await run(
        process.execPath,
        [join(folder, 'node_modules/.bin/wartezeit'), command, asked],
        folder,
      );
      expect(finished.code, finished.text).toBe(0);
      expect(finished.text).toContain('--conditions');
      expect(finished.text).toContain('--seed');
    }
  });

  it('names what is wrong with an unknown command', async () => {
    const finished = await inReader('wartezeit', 'tanzen');
    expect(finished).toEqual({
      code: 2,
      text: 'Der Befehl „tanzen“ fehlt oder ist unbekannt. Erlaubt: wartezeit mock, wartezeit run PROGRAMM.\n',
    });
  });
});
