import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { PythonAssetsError } from './error.ts';

const PYTHONS = ['python3', 'python'];
const TAGS = [
  '--only-binary=:all:',
  '--platform',
  'pyemscripten_2026_0_wasm32',
  '--python-version',
  '3.14',
  '--implementation',
  'cp',
  '--abi',
  'cp314',
];

/** Runs a command; resolves to its exit code (null: it could not be started) and what it printed. */
function run(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', () => resolve({ code: null, text }));
    child.on('close', (code) => resolve({ code, text }));
  });
}

async function findPython(): Promise<string> {
  for (const python of PYTHONS) {
    const { code } = await run(python, ['-m', 'pip', '--version']);
    if (code === 0) return python;
  }
  throw new PythonAssetsError('no-pip', 'Failed to get the Python packages: no pip found. Install Python 3 with pip.');
}

/** Downloads the pinned wheels into `folder` with pip, which checks their hashes; does nothing if they are there. */
export async function downloadWheels(requirements: string, folder: string, log: (line: string) => void): Promise<void> {
  const wanted = (await readFile(requirements, 'utf8')).split('\n').filter((line) => /^[a-z0-9]/i.test(line)).length;
  if (existsSync(folder) && (await wheelsIn(folder)).length === wanted) return;
  const python = await findPython();
  log(`Python: loading ${wanted} packages with pip`);
  await mkdir(dirname(folder), { recursive: true });
  const loading = await mkdtemp(`${folder}-`);
  const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const { code, text } = await run(python, [...args, ...TAGS, '--dest', loading, '--requirement', requirements]);
  if (code !== 0) {
    await rm(loading, { recursive: true, force: true });
    const reason = text.trim().split('\n').slice(-3).join(' ');
    throw new PythonAssetsError(
      'download-failed',
      `Failed to get the Python packages: ${reason}. Check the connection.`,
    );
  }
  const names = await wheelsIn(loading);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(loading, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  log(`Python: ${names.length} packages, ${(bytes / 1e6).toFixed(1)} MB`);
  await rm(folder, { recursive: true, force: true });
  await rename(loading, folder);
}

async function wheelsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.whl')).sort();
}

export interface Packages {
  /** Modules and data of pure packages: served from a zip. */
  readonly pure: Record<string, Uint8Array>;
  /** Packages with a native library: they must lie in a folder. */
  readonly native: Record<string, Uint8Array>;
  /** Version by package name. */
  readonly versions: Record<string, string>;
}

const WANTED = /\.(?:py|so|pem|json|txt)$|\.dist-info\/METADATA$|^tzdata\/zone(?:s$|info\/)/;
const UNWANTED = /(?:^|\/)(?:tests?|__pycache__)\/|\.dist-info\/(?:RECORD|licenses\/.*|.*\.(?:json|txt))$/;

/** Unpacks what programs need of the wheels in `folder`. */
export async function unpackWheels(folder: string): Promise<Packages> {
  const packages: Packages = { pure: {}, native: {}, versions: {} };
  for (const name of await wheelsIn(folder)) {
    const [project = '', version = ''] = name.split('-');
    packages.versions[project.replaceAll('_', '-')] = version;
    const files = unzipSync(await readFile(join(folder, name)), {
      filter: (file) => WANTED.test(file.name) && !UNWANTED.test(file.name),
    });
    const isNative = Object.keys(files).some((path) => path.endsWith('.so'));
    for (const [path, content] of Object.entries(files)) {
      if (path.endsWith('/METADATA')) files[path] = headersOf(content);
    }
    Object.assign(isNative ? packages.native : packages.pure, files);
  }
  return packages;
}

/** Of a package's metadata what programs ask for; the long description below the headers is left out. */
function headersOf(metadata: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(metadata).toString();
  return new TextEncoder().encode(`${text.split(/\r?\n\r?\n/, 1)[0] ?? ''}\n`);
}
