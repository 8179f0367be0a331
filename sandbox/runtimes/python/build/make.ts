import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import type { PythonManifest, PythonPart, SideModule } from '../assets.ts';
import { PACKAGES_ZIP, SEAMS, SITE_PACKAGES } from '../places.ts';
import { PythonAssetsError } from './error.ts';
import { patchCollector } from './gc-patch.ts';
import type { SnapshotDescription, SnapshotOrder } from './snapshot-order.ts';
import { downloadWheels, type Packages, unpackWheels } from './wheels.ts';

export { PythonAssetsError } from './error.ts';

const here = dirname(fileURLToPath(import.meta.url));
const requirements = join(here, 'requirements.txt');
const seamsFolder = join(here, '../seams');
const pyodideFolder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
const compress = promisify(gzip);
const execute = promisify(execFile);
/** Zips of the same content are the same file. */
const NO_TIME = new Date('1980-01-01T12:00:00');

type Log = (line: string) => void;

/**
 * Makes everything that the Python runtime needs in `outDir`, with `manifest.json`: wheels through pip, Pyodide with its
 * patch, the memory snapshot in a Node process of its own. Does nothing if nothing changed. Throws PythonAssetsError.
 */
export async function makePythonAssets(outDir: string, log: Log): Promise<PythonManifest> {
  const out = resolve(outDir);
  const inputs = await hashInputs();
  const made = await readManifest(out);
  if (made?.inputs === inputs) return made;
  const wheels = join(out, '..', `python-wheels-${await hashOf([requirements])}`);
  await downloadWheels(requirements, wheels, log);
  const work = `${out}.making`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const manifest = await makeIn(work, inputs, await unpackWheels(wheels), log);
  await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest));
  await rm(join(work, 'work'), { recursive: true, force: true });
  await rm(out, { recursive: true, force: true });
  await rename(work, out);
  const parts = [
    ...Object.values(manifest.parts),
    manifest.snapshot.part,
    ...manifest.snapshot.sideModules.map((m) => m.part),
  ];
  const sent = parts.filter((part) => part !== manifest.parts.packages).reduce((sum, part) => sum + part.sent, 0);
  log(`Python: ready, ${megabytes(sent)} to load`);
  return manifest;
}

async function makeIn(folder: string, inputs: string, packages: Packages, log: Log): Promise<PythonManifest> {
  const write = partWriter(folder);
  const work = join(folder, 'work');
  await mkdir(work);
  const read = (name: string): Promise<Buffer> => readFile(join(pyodideFolder, name));
  const loader = await write('pyodide', '.mjs', withoutSourceMap(await read('pyodide.mjs')));
  const patched = patchCollector((await read('pyodide.asm.mjs')).toString());
  const machine = await write('pyodide.asm', '.mjs', Buffer.from(patched));
  const wasm = await write('pyodide.asm', '.wasm.gz', await read('pyodide.asm.wasm'));
  const stdlib = await write('python_stdlib', '.zip', await read('python_stdlib.zip'));
  const seams = await readSeams();
  const packagesPart = await write('packages', '.zip', zip({ ...packages.pure, ...packages.native, ...seams }));
  const zipFile = join(work, 'pure.zip');
  await writeFile(zipFile, zip(packages.pure));
  const files: [string, string][] = [[PACKAGES_ZIP, zipFile]];
  for (const [path, bytes] of Object.entries({ ...packages.native, ...seams })) {
    const source = join(work, `file-${files.length}`);
    await writeFile(source, bytes);
    files.push([`${SITE_PACKAGES}/${path}`, source]);
  }
  log('Python: importing the libraries for the snapshot');
  const description = await makeSnapshot({
    assetFolder: `${folder}/`,
    loader,
    machine,
    wasm: join(pyodideFolder, 'pyodide.asm.wasm'),
    stdlib: join(pyodideFolder, 'python_stdlib.zip'),
    files,
    outFolder: join(work, 'snapshot'),
  });
  const held = new Set(description.held);
  const rest = Object.entries(packages.pure).filter(([path]) => !held.has(path));
  const memory = await readFile(join(work, 'snapshot/memory.bin'));
  log(`Python: snapshot of ${megabytes(memory.length)}, compressing`);
  return {
    format: 1,
    inputs,
    parts: {
      loader,
      machine,
      wasm,
      stdlib,
      rest: await write('rest', '.zip', zip(Object.fromEntries(rest))),
      files: await write('files', '.json.gz', Buffer.from(JSON.stringify(description.files))),
      packages: packagesPart,
    },
    snapshot: {
      part: await write('snapshot', '.bin.gz', memory),
      tableBefore: description.tableBefore,
      tableAfter: description.tableAfter,
      linkHash: description.linkHash,
      sideModules: await writeSideModules(description, join(work, 'snapshot'), write),
    },
    versions: packages.versions,
  };
}

type WritePart = (name: string, ending: string, content: Uint8Array) => Promise<PythonPart>;

/** Writes content under a name with its hash in it; compresses where the ending says `.gz`. */
function partWriter(folder: string): WritePart {
  return async (name, ending, content) => {
    const bytes = ending.endsWith('.gz') ? await compress(content, { level: 9 }) : content;
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
    modules.push({ ...module, part: await write(name, '.so.gz', await readFile(join(folder, `${i}.so`))) });
  }
  return modules;
}

async function makeSnapshot(order: SnapshotOrder): Promise<SnapshotDescription> {
  try {
    await execute(execPath, [join(here, 'snapshot-process.ts'), JSON.stringify(order)], { maxBuffer: 1e7 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PythonAssetsError('snapshot-failed', `Failed to make the Python snapshot: ${reason}`);
  }
  // The wire: written by the process that has just ended.
  return JSON.parse(await readFile(join(order.outFolder, 'snapshot.json'), 'utf8')) as SnapshotDescription;
}

async function readSeams(): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(seamsFolder)).filter((name) => name.endsWith('.py')).sort();
  const target = SEAMS.slice(SITE_PACKAGES.length + 1);
  const files = await Promise.all(
    names.map(async (name) => [`${target}/${name}`, new Uint8Array(await readFile(join(seamsFolder, name)))] as const),
  );
  return Object.fromEntries(files);
}

function zip(files: Record<string, Uint8Array>): Uint8Array {
  const sorted: Zippable = {};
  for (const path of Object.keys(files).sort()) sorted[path] = [files[path] ?? new Uint8Array(), { mtime: NO_TIME }];
  return zipSync(sorted, { level: 9 });
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
      if (/\.(?:ts|py|txt)$/.test(name) && !/^(?:runtime|prepare|hints|confine|bridge)\b/.test(name)) {
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
