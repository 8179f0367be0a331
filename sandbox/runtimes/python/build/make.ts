import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { execPath, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { PythonManifest, PythonPart, SideModule } from '../assets.ts';
import { PACKAGES_ZIP, SEAMS, SITE_PACKAGES } from '../places.ts';
import type { PlainPyodide } from './boot-plain.ts';
import type { CompileOrder } from './compile-process.ts';
import { PythonAssetsError } from './error.ts';
import { patchCollector } from './gc-patch.ts';
import type { SnapshotDescription, SnapshotOrder } from './snapshot-order.ts';
import { downloadWheels, type Packages, unpackWheels } from './wheels.ts';
import { zipOf } from './zip.ts';
import { zstdDecoderCode } from './zstd-decoder.ts';

export { PythonAssetsError } from './error.ts';

const here = dirname(fileURLToPath(import.meta.url));
const requirements = join(here, 'requirements.txt');
const seamsFolder = join(here, '../seams');
const require = createRequire(import.meta.url);
const pyodideFolder = dirname(require.resolve('pyodide/package.json'));
const PYODIDE_VERSION: string = require('pyodide/package.json').version;
const compress = promisify(zstdCompress);
const execute = promisify(execFile);

/** How hard parts are compressed: `smallest` for what a page sends, `quick` for what stays on this machine. */
export type Compression = 'smallest' | 'quick';

/** Matches may lie anywhere in a part; the level is the last before time and memory grow out of proportion. */
const COMPRESSION: Readonly<Record<Compression, { readonly params: Readonly<Record<number, number>> }>> = {
  smallest: {
    params: {
      [constants.ZSTD_c_compressionLevel]: 19,
      [constants.ZSTD_c_windowLog]: 27,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    },
  },
  quick: { params: { [constants.ZSTD_c_compressionLevel]: 1 } },
};

type Log = (line: string) => void;

/**
 * Makes everything that the Python runtime needs in `outDir`, with `manifest.json`: wheels through pip, Pyodide with its
 * patch, the memory snapshot in a Node process of its own. Does nothing if nothing changed. Throws PythonAssetsError.
 */
export async function makePythonAssets(
  outDir: string,
  log: Log,
  compression: Compression = 'smallest',
): Promise<PythonManifest> {
  const out = resolve(outDir);
  const inputs = await hashInputs();
  const made = await readManifest(out);
  if (made?.inputs === inputs) return made;
  const cacheFolder = join(out, '../..');
  const wheels = join(cacheFolder, `python-wheels-${await hashOf([requirements])}`);
  await downloadWheels(requirements, wheels, log);
  // A folder of its own: two builds may run at once, and nobody ever finds half of one.
  const making = await mkdtemp(join(cacheFolder, 'python-making-'));
  try {
    const manifest = await makeIn(partWriter(making, compression), making, inputs, wheels, log);
    await writeFile(join(making, 'manifest.json'), JSON.stringify(manifest));
    await rm(join(making, 'work'), { recursive: true, force: true });
    await mkdir(dirname(out), { recursive: true });
    await chmod(making, 0o755);
    await rm(out, { recursive: true, force: true });
    await rename(making, out);
    log(`Python: ready, ${megabytes(sentBytes(manifest))} to load`);
    return manifest;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Bytes that a page loads before it can start Python. */
function sentBytes({ parts, snapshot }: PythonManifest): number {
  const { packages: _packages, stdlib: _stdlib, ...needed } = parts;
  const all = [...Object.values(needed), snapshot.part, ...snapshot.sideModules.map((module) => module.part)];
  return all.reduce((sum, part) => sum + part.sent, 0);
}

async function makeIn(
  write: WritePart,
  folder: string,
  inputs: string,
  wheels: string,
  log: Log,
): Promise<PythonManifest> {
  const work = join(folder, 'work');
  await mkdir(work);
  const read = (name: string): Promise<Buffer> => readFile(join(pyodideFolder, name));
  const stdlib = await read('python_stdlib.zip');
  const from: PlainPyodide = {
    assetFolder: `${folder}/`,
    loader: await write('pyodide', '.mjs', withoutSourceMap(await read('pyodide.mjs'))),
    machine: await write(
      'pyodide.asm',
      '.mjs',
      Buffer.from(patchCollector((await read('pyodide.asm.mjs')).toString())),
    ),
    wasm: join(pyodideFolder, 'pyodide.asm.wasm'),
    stdlib: join(pyodideFolder, 'python_stdlib.zip'),
  };
  const packages = await unpackWheels(wheels);
  const seams = await readSeams();
  const description = await makeSnapshot(from, await compilePackages(packages, wheels, from, log), seams, work, log);
  const memory = await readFile(join(work, 'snapshot/memory.bin'));
  log(`Python: snapshot of ${megabytes(memory.length)}, compressing`);
  return {
    format: 1,
    inputs,
    parts: {
      loader: from.loader,
      machine: from.machine,
      wasm: await write('pyodide.asm', '.wasm.zst', await read('pyodide.asm.wasm')),
      decoder: await write('zstd', '.wasm', await zstdDecoderCode()),
      stdlib: await write('stdlib', '.zip', stdlib),
      stdlibRest: await write('stdlib-rest', '.zip.zst', without(unzipSync(stdlib), description.held.stdlib)),
      rest: await write(
        'rest',
        '.zip.zst',
        without(
          packages.pure,
          description.held.packages.map((path) => path.replace(/\.pyc$/, '.py')),
        ),
      ),
      files: await write('files', '.json.zst', carriedFiles(description, packages.native)),
      packages: await write('packages', '.zip', zipOf({ ...packages.pure, ...packages.native, ...seams })),
    },
    snapshot: {
      part: await write('snapshot', '.bin.zst', memory),
      tableBefore: description.tableBefore,
      tableAfter: description.tableAfter,
      linkHash: description.linkHash,
      blocks: description.blocks,
      sideModules: await writeSideModules(description, join(work, 'snapshot'), write),
    },
    versions: packages.versions,
  };
}

/** Files that a start writes beside the zips: what imports wrote, and native packages without their libraries. */
function carriedFiles(description: SnapshotDescription, native: Packages['native']): Uint8Array {
  const files = Object.entries(native)
    .filter(([path]) => !path.endsWith('.so'))
    .map(([path, bytes]) => [`${SITE_PACKAGES}/${path}`, Buffer.from(bytes).toString('base64')] as const);
  return Buffer.from(JSON.stringify([...description.files, ...files]));
}

/** The zip of what a snapshot does not hold, not compressed by itself: compressing all of it finds more. */
function without(files: Readonly<Record<string, Uint8Array>>, held: readonly string[]): Uint8Array {
  const dropped = new Set(held);
  return zipOf(Object.fromEntries(Object.entries(files).filter(([path]) => !dropped.has(path))), 0);
}

/** Byte code instead of source, for the snapshot: no parser leaves its traces in memory. Kept beside the wheels. */
async function compilePackages(packages: Packages, wheels: string, from: PlainPyodide, log: Log): Promise<Packages> {
  const compiled = async (kind: 'pure' | 'native', prefix: string): Promise<Record<string, Uint8Array>> => {
    const target = join(wheels, `${kind}-${PYODIDE_VERSION}.zip`);
    if (!existsSync(target)) {
      log(`Python: compiling ${Object.keys(packages[kind]).length} files (${kind})`);
      const sources = `${target}.${pid}.sources`;
      await writeFile(sources, zipOf(packages[kind]));
      const order: CompileOrder = { from, sources, target: `${target}.${pid}.part`, prefix };
      await runProcess('compile-process.ts', order);
      await rename(`${target}.${pid}.part`, target);
      await rm(sources);
    }
    return unzipSync(await readFile(target));
  };
  return {
    ...packages,
    pure: await compiled('pure', PACKAGES_ZIP),
    native: await compiled('native', SITE_PACKAGES),
  };
}

type WritePart = (name: string, ending: string, content: Uint8Array) => Promise<PythonPart>;

/** Writes content under a name with its hash in it; compresses where the ending says `.zst`. */
function partWriter(folder: string, compression: Compression): WritePart {
  return async (name, ending, content) => {
    const bytes = ending.endsWith('.zst') ? await compress(content, COMPRESSION[compression]) : content;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const file = `${name}.${hash}${ending}`;
    await writeFile(join(folder, file), bytes);
    return { file, sent: bytes.length, bytes: content.length };
  };
}

async function writeSideModules(
  description: SnapshotDescription,
  folder: string,
  write: WritePart,
): Promise<SideModule[]> {
  const modules: SideModule[] = [];
  for (const [i, module] of description.sideModules.entries()) {
    const name = module.name.slice(module.name.lastIndexOf('/') + 1, module.name.indexOf('.cpython'));
    modules.push({ ...module, part: await write(name, '.so.zst', await readFile(join(folder, `${i}.so`))) });
  }
  return modules;
}

async function makeSnapshot(
  from: PlainPyodide,
  packages: Packages,
  seams: Record<string, Uint8Array>,
  work: string,
  log: Log,
): Promise<SnapshotDescription> {
  log('Python: importing the libraries for the snapshot');
  const zipFile = join(work, 'pure.zip');
  await writeFile(zipFile, zipOf(packages.pure));
  const files: [string, string][] = [[PACKAGES_ZIP, zipFile]];
  for (const [path, bytes] of Object.entries({ ...packages.native, ...seams })) {
    const source = join(work, `file-${files.length}`);
    await writeFile(source, bytes);
    files.push([`${SITE_PACKAGES}/${path}`, source]);
  }
  const order: SnapshotOrder = { from, files, outFolder: join(work, 'snapshot') };
  await runProcess('snapshot-process.ts', order);
  // The wire: written by the process that has just ended.
  return JSON.parse(await readFile(join(order.outFolder, 'snapshot.json'), 'utf8')) as SnapshotDescription;
}

/** Runs a program of the build in a Node of its own: Pyodide changes the globals of its process. */
async function runProcess(program: string, order: unknown): Promise<void> {
  try {
    await execute(execPath, [join(here, program), JSON.stringify(order)], { maxBuffer: 1e7 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PythonAssetsError('snapshot-failed', `Failed to make the Python snapshot: ${reason}`);
  }
}

async function readSeams(): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(seamsFolder)).filter((name) => name.endsWith('.py')).sort();
  const target = SEAMS.slice(SITE_PACKAGES.length + 1);
  const files = await Promise.all(
    names.map(async (name) => [`${target}/${name}`, new Uint8Array(await readFile(join(seamsFolder, name)))] as const),
  );
  return Object.fromEntries(files);
}

function withoutSourceMap(module: Buffer): Buffer {
  return Buffer.from(module.toString().replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(here.length)).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Everything the assets are made from: our own files, the pinned packages, Pyodide. */
async function hashInputs(): Promise<string> {
  const own = [here, seamsFolder, join(here, '..')];
  const files: string[] = [];
  for (const folder of own) {
    for (const name of (await readdir(folder)).sort()) {
      if (/\.(?:ts|py|txt)$/.test(name) && !/^(?:runtime|prepare|hints|confine|bridge|copy-assets)\b/.test(name)) {
        files.push(join(folder, name));
      }
    }
  }
  return hashOf([...files, join(pyodideFolder, 'package.json')]);
}

async function readManifest(folder: string): Promise<PythonManifest | null> {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return null;
  try {
    // The wire: an older build wrote it; `inputs` tells.
    return JSON.parse(await readFile(file, 'utf8')) as PythonManifest;
  } catch {
    return null;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
