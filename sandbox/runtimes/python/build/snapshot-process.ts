// Run as a process of its own by make.ts: makes the memory snapshot and writes its parts into a folder.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { argv, exit, stderr, stdout } from 'node:process';
import { writeFiles } from '../boot.ts';
import type { EmscriptenModule } from '../emscripten.ts';
import { warmUp } from '../normal-start.ts';
import { PACKAGES_ZIP, STDLIB_ZIP } from '../places.ts';
import { linkSideModules } from '../restore.ts';
import { headerBytes, packSnapshot } from '../snapshot-blocks.ts';
import { bootPlain } from './boot-plain.ts';
import { type Captured, capture } from './capture.ts';
import { emptyFreeMemory } from './empty-free-memory.ts';
import type { SnapshotDescription, SnapshotOrder } from './snapshot-order.ts';

/** The files of the modules that the snapshot holds. */
const HELD = `
import sys, json
def held(prefix):
    origins = {getattr(getattr(m, '__spec__', None), 'origin', None) or '' for m in list(sys.modules.values())}
    return sorted(origin[len(prefix):] for origin in origins if origin.startswith(prefix))
json.dumps({'packages': held(${JSON.stringify(`${PACKAGES_ZIP}/`)}), 'stdlib': held(${JSON.stringify(`${STDLIB_ZIP}/`)})})
`;

/** What must not stay in memory: the directories of zips that will be others. */
const TIDY = `
import gc, sys, zipimport
zipimport._zip_directory_cache.clear()
sys.path_importer_cache.clear()
for name in ('held', 'json'): globals().pop(name, None)
gc.collect(); gc.collect(); gc.freeze()
`;

async function main(order: SnapshotOrder): Promise<void> {
  let machine: EmscriptenModule | undefined;
  let tableBefore = 0;
  const pyodide = await bootPlain(order.from, {
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
  const held = JSON.parse(String(pyodide.runPython(HELD))) as SnapshotDescription['held'];
  pyodide.runPython(TIDY);
  emptyFreeMemory(machine);
  const { memory, sideModules, files: carried, ...binding } = capture(pyodide, machine, tableBefore);
  const { packed, blocks } = await packForFresh(order, memory, { ...binding, sideModules });
  await mkdir(order.outFolder, { recursive: true });
  await writeFile(`${order.outFolder}/memory.bin`, packed);
  await Promise.all(sideModules.map((module, i) => writeFile(`${order.outFolder}/${i}.so`, module.code)));
  const described: SnapshotDescription = {
    ...binding,
    blocks,
    held,
    sideModules: sideModules.map(({ code: _code, ...module }) => module),
    files: carried.map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')] as const),
  };
  await writeFile(`${order.outFolder}/snapshot.json`, JSON.stringify(described));
  stdout.write(`${packed.length}\n`);
}

/** Leaves out what a machine has by itself just before a restore: boots one and stops it there. */
async function packForFresh(
  order: SnapshotOrder,
  memory: Uint8Array,
  captured: Pick<Captured, 'tableBefore' | 'tableAfter' | 'linkHash' | 'sideModules'>,
): Promise<ReturnType<typeof packSnapshot>> {
  const modules = await Promise.all(captured.sideModules.map(({ code }) => WebAssembly.compile(new Uint8Array(code))));
  let packed: ReturnType<typeof packSnapshot> | undefined;
  const stop = new Error('the machine is not needed any more');
  const onMachine = (fresh: EmscriptenModule): never => {
    fresh.growMemory(memory.byteLength - headerBytes(memory));
    linkSideModules(fresh, captured, modules);
    packed = packSnapshot(memory, fresh);
    throw stop;
  };
  await bootPlain(order.from, { options: { _loadSnapshot: new Uint8Array(16) }, onMachine }).catch((error: unknown) => {
    if (error !== stop) throw error;
  });
  if (packed === undefined) throw new Error('Failed to make the snapshot: the second machine did not come up.');
  return packed;
}

try {
  await main(JSON.parse(argv[2] ?? '{}') as SnapshotOrder);
  exit(0);
} catch (error) {
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
}
