import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zstdDecompressSync } from 'node:zlib';
import type { PythonAssets, PythonManifest, PythonPart } from './assets.ts';
import { decodeFiles } from './carried-files.ts';

/** Reads and compiles the assets of `folder` (made by `makePythonAssets`), to be handed to `worker_threads`. */
export async function preparePythonFromFolder(folder: string): Promise<PythonAssets> {
  const root = resolve(folder);
  const read = async (part: PythonPart): Promise<Uint8Array<ArrayBuffer>> => {
    const sent = await readFile(join(root, part.file));
    return new Uint8Array(part.file.endsWith('.zst') ? zstdDecompressSync(sent) : sent);
  };
  // The wire: written by the build.
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as PythonManifest;
  const { parts, snapshot } = manifest;
  const [wasm, sideModules, memory, stdlibRest, rest, files] = await Promise.all([
    read(parts.wasm).then((bytes) => WebAssembly.compile(bytes)),
    Promise.all(snapshot.sideModules.map(({ part }) => read(part).then((bytes) => WebAssembly.compile(bytes)))),
    read(snapshot.part),
    read(parts.stdlibRest),
    read(parts.rest),
    read(parts.files),
  ]);
  return {
    manifest,
    assetBase: pathToFileURL(`${root}/`).href,
    wasm,
    stdlibRest,
    rest,
    files: decodeFiles(files),
    snapshot: { memory, sideModules },
    whole: { stdlib: await read(parts.stdlib), packages: await read(parts.packages) },
  };
}
