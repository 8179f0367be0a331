import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const requirements = new URL('./python/requirements.txt', import.meta.url).pathname;
const cache = new URL('../../.cache/', import.meta.url).pathname;

/**
 * A virtual environment with the pinned Python client, made once per requirements file.
 * Returns the path of its interpreter, or a sentence that says what is missing on this machine.
 */
export async function pythonWithClient(): Promise<{ readonly python: string } | { readonly missing: string }> {
  const hash = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 16);
  const home = `${cache}contract-python-${hash}`;
  const python = `${home}/bin/python`;
  if (existsSync(`${home}/complete`)) return { python };
  const version = await run('python3', ['-c', 'import sys; print(*sys.version_info[:2])']).catch(() => null);
  const [major = 0, minor = 0] = version ? version.stdout.trim().split(' ').map(Number) : [];
  if (major < 3 || minor < 11) return { missing: 'Python 3.11 or newer is missing. Install python3.' };
  try {
    await rm(home, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    await run('python3', ['-m', 'venv', home]);
    await run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '--only-binary=:all:',
      '-r',
      requirements,
    ]);
    await writeFile(`${home}/complete`, '');
    return { python };
  } catch (error) {
    return { missing: `pip cannot install the client: ${error instanceof Error ? error.message : String(error)}` };
  }
}
