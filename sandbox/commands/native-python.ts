import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ensureDebianPython } from './debian-python.ts';
import { runQuietly } from './run-quietly.ts';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
const wheels = new URL('../runtimes/python/build/requirements.txt', import.meta.url);

/** The Python of the lab; native programs run on it too, beside the machine's own. */
const LAB_PYTHON = '3.14';

type Log = (line: string) => void;

/** A CPython of this machine with the library versions of the lab. */
export interface NativePython {
  readonly path: string;
  /** `3.14.10`. */
  readonly version: string;
}

/**
 * The machine's own CPython, and CPython 3.14 where the former is another and Debian's packages can be had; in folders under
 * .cache/, made when missing. Throws when Python 3.11 or newer or pip is missing; for want of 3.14 it only tells `log`.
 */
export async function ensureNativePythons(log: Log): Promise<readonly [NativePython, ...NativePython[]]> {
  const own = await asNativePython(await ensureNativePython(log));
  if (own.version.startsWith(`${LAB_PYTHON}.`)) return [own];
  try {
    return [own, await asNativePython(await ensureLabPython(own.path, log))];
  } catch (error) {
    log(`Python ${LAB_PYTHON} fehlt; verglichen wird mit ${own.version} allein. Grund: ${String(error)}`);
    return [own];
  }
}

/**
 * The machine's own CPython with the library versions of the lab, in a venv under .cache/. Made when missing.
 * Returns the interpreter's path. Throws when Python 3.11 or newer or pip is missing.
 */
export async function ensureNativePython(log: Log): Promise<string> {
  const pins = await versionPins();
  const venv = `${cache}native-python-${digestOf(pins)}`;
  const python = `${venv}/bin/python`;
  if (existsSync(`${venv}/complete`)) return python;
  log('Eine eigene Python-Umgebung für den nativen Vergleich wird eingerichtet (rund eine halbe Minute).');
  await rm(venv, { recursive: true, force: true });
  await runQuietly('python3', ['-m', 'venv', venv]).catch(failToPrepare);
  await pipInstall(python, pins).catch(failToPrepare);
  await writeFile(`${venv}/complete`, '');
  return python;
}

async function ensureLabPython(pip: string, log: Log): Promise<string> {
  const pins = await versionPins();
  const folder = `${cache}debian-python-${LAB_PYTHON}-${digestOf(pins)}`;
  if (!existsSync(`${folder}/complete`))
    log(`Python ${LAB_PYTHON} wird aus Debians Paketen geholt (rund eine halbe Minute).`);
  return ensureDebianPython({
    folder,
    version: LAB_PYTHON,
    installLibraries: (site) => pipInstall(pip, ['--target', site, ...foreignPlatform(), ...pins]),
  });
}

/** What pip has to be told when it installs for another Python than its own. */
function foreignPlatform(): string[] {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const platforms = [`manylinux_2_28_${machine}`, `manylinux_2_17_${machine}`, `manylinux2014_${machine}`, 'any'];
  const abis = [`cp${LAB_PYTHON.replace('.', '')}`, 'abi3', 'none'];
  return [
    '--only-binary=:all:',
    `--python-version=${LAB_PYTHON}`,
    '--implementation=cp',
    ...platforms.map((platform) => `--platform=${platform}`),
    ...abis.map((abi) => `--abi=${abi}`),
  ];
}

async function pipInstall(python: string, what: readonly string[]): Promise<void> {
  await runQuietly(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', ...what]);
}

async function asNativePython(path: string): Promise<NativePython> {
  const version = await runQuietly(path, ['-c', 'import platform; print(platform.python_version())']);
  return { path, version: version.trim() };
}

/** `name==version` of each wheel; the hashes of the file belong to wheels of another platform. */
export async function versionPins(): Promise<string[]> {
  const requirements = await readFile(wheels, 'utf8');
  return requirements
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[0] ?? '')
    .filter((pin) => /^[\w.-]+==/.test(pin));
}

const digestOf = (pins: readonly string[]): string =>
  createHash('sha256').update(pins.join('\n')).digest('hex').slice(0, 12);

function failToPrepare(error: unknown): never {
  throw new Error(`Failed to prepare native Python: ${String(error)}. Install Python 3.11 or newer with pip and venv.`);
}
