import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { makePythonAssets, PythonAssetsError } from '../runtimes/python/build/make.ts';
import { makeTypeScriptAssets } from '../runtimes/typescript/build/make.ts';
import { whileLocked } from './build-lock.node.ts';
import { LAB_FOLDER } from './folder.node.ts';
import { type LabManifest, runtimeFolders } from './manifest.ts';

type Log = (line: string) => void;

/**
 * Makes everything the laboratory fetches at run time in `outDir`: the worker's modules, the runtimes' assets and one
 * `manifest.json`. Does only what is missing or outdated. Where Python cannot be made (no pip, no network), the rest is made
 * all the same and the manifest says why; with CI set it throws.
 */
export async function makeLabAssets(outDir: string = LAB_FOLDER, log: Log = console.error): Promise<LabManifest> {
  await mkdir(outDir, { recursive: true });
  return whileLocked(`${outDir.replace(/\/$/, '')}.lock`, log, () => make(outDir, log));
}

async function make(outDir: string, log: Log): Promise<LabManifest> {
  const typescriptFolder = join(outDir, runtimeFolders.typescript);
  const typescript = await makeTypeScriptAssets(typescriptFolder);
  const python = await makePython(join(outDir, runtimeFolders.python), log);
  const workers = await bundleWorkers(join(outDir, 'worker'));
  const manifest: LabManifest = {
    format: 1,
    worker: `worker/${workers.worker}`,
    keeper: `worker/${workers.keeper}`,
    frameWorker: `worker/${workers.frameWorker}`,
    typescript,
    ...python,
  };
  await writeWhole(join(outDir, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

async function makePython(folder: string, log: Log): Promise<Pick<LabManifest, 'python' | 'pythonMissing'>> {
  try {
    return { python: await makePythonAssets(folder, log), pythonMissing: null };
  } catch (error) {
    if (!(error instanceof PythonAssetsError) || process.env['CI']) throw error;
    log(`!! Python is MISSING from the laboratory: ${error.message}`);
    log('!! Its programs will show recordings and cannot run. Remedy: install Python 3 with pip, then start again.');
    return { python: null, pythonMissing: missingTexts[error.reason] };
  }
}

const missingTexts: Readonly<Record<PythonAssetsError['reason'], string>> = {
  'no-pip': 'Beim Bau dieser Seite fehlte pip; ohne pip gibt es hier kein Python. Du siehst die Aufzeichnung.',
  'download-failed': 'Beim Bau dieser Seite waren die Python-Pakete nicht erreichbar. Du siehst die Aufzeichnung.',
  'snapshot-failed': 'Beim Bau dieser Seite ließ sich Python nicht vorbereiten. Du siehst die Aufzeichnung.',
};

interface Workers {
  readonly worker: string;
  readonly keeper: string;
  readonly frameWorker: string;
}

/**
 * Bundles the workers; each runtime is a chunk of its own, but what runs within a frame is one file. Returns the entries' file
 * names.
 */
async function bundleWorkers(folder: string): Promise<Workers> {
  const outputs = [...(await bundle(folder, ['worker', 'keeper'])), ...(await bundle(folder, ['worker.frame']))];
  const current = new Set(outputs.map(([file]) => basename(file)));
  const stale = (await readdir(folder)).filter((file) => !current.has(file));
  await Promise.all(stale.map((file) => rm(join(folder, file))));
  const entryOf = (name: string): string => {
    const entry = outputs.find(([, output]) => output.entryPoint?.endsWith(`lab/${name}.ts`));
    if (entry === undefined) throw new Error(`Failed to bundle the ${name}: esbuild named no entry.`);
    return basename(entry[0]);
  };
  return { worker: entryOf('worker'), keeper: entryOf('keeper'), frameWorker: entryOf('worker.frame') };
}

async function bundle(folder: string, names: readonly string[]): Promise<[string, Metafile['outputs'][string]][]> {
  const result = await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url))),
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(result.metafile.outputs);
}

/** Nobody ever reads half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, file);
}
