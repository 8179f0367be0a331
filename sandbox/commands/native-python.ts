import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
const wheels = new URL('../runtimes/python/build/requirements.txt', import.meta.url);

/**
 * The machine's own CPython with the library versions of the lab, in a venv under .cache/. Made when missing.
 * Returns the interpreter's path. Throws when Python 3.11 or newer or pip is missing.
 */
export async function ensureNativePython(log: (line: string) => void): Promise<string> {
  const pins = versionPins(await readFile(wheels, 'utf8'));
  const venv = `${cache}native-python-${createHash('sha256').update(pins.join('\n')).digest('hex').slice(0, 12)}`;
  const python = `${venv}/bin/python`;
  if (existsSync(`${venv}/complete`)) return python;
  log('Eine eigene Python-Umgebung für den nativen Vergleich wird eingerichtet (rund eine halbe Minute).');
  await rm(venv, { recursive: true, force: true });
  await runQuietly('python3', ['-m', 'venv', venv]);
  await runQuietly(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', ...pins]);
  await writeFile(`${venv}/complete`, '');
  return python;
}

/** `name==version` of each wheel; the hashes of the file belong to wheels of another platform. */
function versionPins(requirements: string): string[] {
  return requirements
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[0] ?? '')
    .filter((pin) => /^[\w.-]+==/.test(pin));
}

function runQuietly(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      complaint += String(text);
    });
    const fail = (reason: string) =>
      reject(
        new Error(
          `Failed to prepare native Python: ${command} ${args.slice(0, 3).join(' ')}: ${reason}. Install Python 3.11 or newer with pip and venv.`,
        ),
      );
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code) => (code === 0 ? resolve() : fail(complaint.trim().slice(-400) || `exit code ${code}`)));
  });
}
