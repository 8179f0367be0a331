import type { PyodideAPI } from 'pyodide';
import type { SideModule } from '../assets.ts';
import type { EmscriptenModule } from '../emscripten.ts';
import { linkHash } from '../link-hash.ts';

/** What an interpreter holds at the moment of its snapshot. */
export interface Captured {
  readonly memory: Uint8Array;
  readonly tableBefore: number;
  readonly tableAfter: number;
  readonly linkHash: number;
  readonly sideModules: readonly (Omit<SideModule, 'part'> & { readonly code: Uint8Array })[];
  readonly files: readonly (readonly [path: string, bytes: Uint8Array])[];
}

/** Everything under `folder` in Python's file system. */
function filesUnder(pyodide: PyodideAPI, folder: string): [string, Uint8Array][] {
  const found: [string, Uint8Array][] = [];
  for (const name of pyodide.FS.readdir(folder) as string[]) {
    if (name === '.' || name === '..') continue;
    const path = `${folder}/${name}`;
    if (pyodide.FS.isDir(pyodide.FS.stat(path).mode)) found.push(...filesUnder(pyodide, path));
    else found.push([path, pyodide.FS.readFile(path) as Uint8Array]);
  }
  return found;
}

function loadedSideModules(machine: EmscriptenModule): Omit<SideModule, 'part'>[] {
  const words = machine.HEAPU32;
  const byName = new Map<string, Omit<SideModule, 'part'> & { handles: number[] }>();
  for (const [key, library] of Object.entries(machine.LDSO.loadedLibsByHandle)) {
    const handle = Number(key);
    const at = handle >>> 2;
    if (at === 0) continue;
    let known = byName.get(library.name);
    if (known === undefined) {
      known = {
        name: library.name,
        handles: [],
        // struct dso of Emscripten's dynlink.c
        memoryBase: words[at + 3] ?? 0,
        memorySize: words[at + 4] ?? 0,
        tableBase: words[at + 5] ?? 0,
        tableSize: words[at + 6] ?? 0,
        global: library.global,
      };
      byName.set(library.name, known);
    }
    known.handles.push(handle);
  }
  const libraries = [...byName.values()].sort((a, b) => a.tableBase - b.tableBase);
  if (Object.keys(machine.LDSO.loadedLibsByName).length !== libraries.length + 1) {
    throw new Error('Failed to capture the snapshot: a native library is loaded without a handle.');
  }
  return libraries;
}

function checkTable(
  machine: EmscriptenModule,
  tableBefore: number,
  libraries: readonly Omit<SideModule, 'part'>[],
): void {
  if (machine.freeTableIndexes.length > 0) throw new Error('Failed to capture the snapshot: free slots in the table.');
  const known = new Set<unknown>(
    libraries.flatMap((library) => Object.values(machine.LDSO.loadedLibsByName[library.name]?.exports ?? {})),
  );
  for (let i = tableBefore; i < machine.wasmTable.length; i++) {
    const inside = libraries.some(({ tableBase, tableSize }) => i >= tableBase && i < tableBase + tableSize);
    if (!inside && !known.has(machine.wasmTable.get(i))) {
      throw new Error(`Failed to capture the snapshot: foreign function in table slot ${i}.`);
    }
  }
}

/** The memory up to where it is in use; behind it there are zeros. */
function usedMemory(pyodide: PyodideAPI, machine: EmscriptenModule): Uint8Array {
  // The wire: an option of Pyodide that its types leave out.
  const memory = (pyodide as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
  const header = new Uint32Array(memory.buffer, memory.byteOffset, 2)[1] ?? 0;
  return memory.slice(0, header + Math.ceil(machine._sbrk(0) / 65_536) * 65_536);
}

/** Takes the snapshot of an interpreter that was booted with `_makeSnapshot` and has imported what it should hold. */
export function capture(pyodide: PyodideAPI, machine: EmscriptenModule, tableBefore: number): Captured {
  const libraries = loadedSideModules(machine);
  checkTable(machine, tableBefore, libraries);
  return {
    sideModules: libraries.map((library) => ({ ...library, code: pyodide.FS.readFile(library.name) as Uint8Array })),
    files: [...filesUnder(pyodide, '/tmp'), ...filesUnder(pyodide, '/home/pyodide')],
    tableBefore,
    tableAfter: machine.wasmTable.length,
    linkHash: linkHash(machine),
    memory: usedMemory(pyodide, machine),
  };
}
