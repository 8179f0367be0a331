// Run as a process of its own by make.ts: makes the memory snapshot and writes its parts into a folder.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { argv, exit, stderr, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { type BootAssets, bootPyodide, writeFiles } from '../boot.ts';
import type { EmscriptenModule } from '../emscripten.ts';
import { warmUp } from '../normal-start.ts';
import { PACKAGES_ZIP } from '../places.ts';
import { capture } from './capture.ts';
import type { SnapshotOrder } from './snapshot-order.ts';

/** The modules that the snapshot holds, as paths inside the zip of packages. */
const HELD = `
import sys, json
prefix = ${JSON.stringify(`${PACKAGES_ZIP}/`)}
json.dumps(sorted({m.__spec__.origin[len(prefix):] for m in list(sys.modules.values())
  if getattr(m, '__spec__', None) and (m.__spec__.origin or '').startswith(prefix)}))
`;

/** What must not stay in memory: handles of files, and the directory of a zip that will be another. */
const TIDY = `
import gc, sys, zipimport
zipimport._zip_directory_cache.pop(${JSON.stringify(PACKAGES_ZIP)}, None)
sys.path_importer_cache.clear()
for name in ('names', 'json', 'prefix'): globals().pop(name, None)
gc.collect(); gc.collect(); gc.freeze()
`;

async function main(order: SnapshotOrder): Promise<void> {
  const assets: BootAssets = {
    assetBase: pathToFileURL(order.assetFolder).href,
    manifest: { parts: { loader: order.loader, machine: order.machine } },
    wasm: await WebAssembly.compile(await readFile(order.wasm)),
    stdlib: new Uint8Array(await readFile(order.stdlib)),
  };
  let machine: EmscriptenModule | undefined;
  let tableBefore = 0;
  const pyodide = await bootPyodide({
    assets,
    options: { _makeSnapshot: true },
    onMachine: (made) => {
      machine = made;
      tableBefore = made.wasmTable.length;
    },
  });
  if (machine === undefined) throw new Error('Failed to make the snapshot: Pyodide made no machine.');
  const files = await Promise.all(
    order.files.map(async ([path, source]) => [path, new Uint8Array(await readFile(source))] as const),
  );
  writeFiles(pyodide, files);
  const missing = warmUp(pyodide, { libraries: true });
  if (missing.length > 0) throw new Error(`Failed to make the snapshot: ${missing.join('; ')}`);
  const held = JSON.parse(String(pyodide.runPython(HELD))) as string[];
  pyodide.runPython(TIDY);
  const { memory, sideModules, files: carried, ...binding } = capture(pyodide, machine, tableBefore);
  await mkdir(order.outFolder, { recursive: true });
  await writeFile(`${order.outFolder}/memory.bin`, memory);
  await Promise.all(sideModules.map((module, i) => writeFile(`${order.outFolder}/${i}.so`, module.code)));
  const described = {
    ...binding,
    held,
    sideModules: sideModules.map(({ code: _code, ...module }) => module),
    files: carried.map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
  };
  await writeFile(`${order.outFolder}/snapshot.json`, JSON.stringify(described));
  stdout.write(`${memory.length}\n`);
}

try {
  await main(JSON.parse(argv[2] ?? '{}') as SnapshotOrder);
  exit(0);
} catch (error) {
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
}
