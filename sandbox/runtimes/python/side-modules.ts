import type { SideModule } from './assets.ts';
import type { EmscriptenModule, LoadedLibrary, WasmValue } from './emscripten.ts';
import { writeExportsIntoTable } from './table-identity.ts';

/** The snapshot does not fit this machine; start without it. */
export class SnapshotMismatch extends Error {
  override readonly name = 'SnapshotMismatch';
  constructor(reason: string) {
    super(`Failed to use the Python snapshot: ${reason}. Python starts without it, which takes longer.`);
  }
}

function mainExports(machine: EmscriptenModule): Record<string, WasmValue> {
  const main = machine.LDSO.loadedLibsByName['__main__'];
  if (main === undefined) throw new SnapshotMismatch('the main module is not registered');
  return main.exports;
}

/** Resolves what a native module imports: from the main module, or late from the module itself. */
function environment(
  machine: EmscriptenModule,
  library: Omit<SideModule, 'part'>,
  own: () => Record<string, WasmValue>,
): object {
  const main = mainExports(machine);
  const late = new Map<string, WasmValue>();
  return new Proxy(
    {},
    {
      get(_target, property) {
        const name = String(property);
        if (name === '__memory_base') return library.memoryBase;
        if (name === '__table_base') return library.tableBase;
        const found = main[name];
        if (found !== undefined && !(typeof found === 'function' && found.stub === true)) return found;
        let stub = late.get(name);
        if (stub === undefined) {
          let resolved: WasmValue | undefined;
          stub = (...args: readonly unknown[]): unknown => {
            resolved ??= machine.isSymbolDefined(name) ? main[name] : own()[name];
            if (typeof resolved !== 'function') throw new SnapshotMismatch(`symbol ${name} is missing`);
            return resolved(...args);
          };
          late.set(name, stub);
        }
        return stub;
      },
    },
  );
}

/**
 * Instantiates a native module at the place where it lay when the snapshot was made, without relocations and constructors:
 * their results are in the memory that is restored afterwards, which also overwrites the data segments written here.
 */
export function linkSideModule(
  machine: EmscriptenModule,
  library: Omit<SideModule, 'part'>,
  module: WebAssembly.Module,
): void {
  const table = machine.wasmTable;
  if (table.length !== library.tableBase) throw new SnapshotMismatch(`${library.name} would lie elsewhere`);
  const metadata = machine.getDylinkMetadata(module);
  if (
    metadata.tableSize !== library.tableSize ||
    metadata.memorySize !== library.memorySize ||
    metadata.neededDynlibs.length > 0
  ) {
    throw new SnapshotMismatch(`${library.name} is of another build`);
  }
  table.grow(metadata.tableSize);
  let exports: Record<string, WasmValue> = {};
  const env = environment(machine, library, () => exports);
  const got = new Proxy(metadata.weakImports, machine.GOTHandler);
  const imports = { 'GOT.mem': got, 'GOT.func': got, env, wasi_snapshot_preview1: env };
  // The wire to the engine: proxies that resolve on demand.
  const instance = new WebAssembly.Instance(module, imports as unknown as WebAssembly.Imports);
  const foreign = new Set<unknown>(Object.values(mainExports(machine)));
  writeExportsIntoTable(table, library.tableBase, library.tableBase + metadata.tableSize, instance.exports, foreign);
  machine.updateTableMap(library.tableBase, metadata.tableSize);
  exports = machine.relocateExports(instance.exports, library.memoryBase);
  for (const name of Object.keys(exports)) {
    if (name.startsWith('__em_js__') || name === '__start_em_asm') {
      throw new SnapshotMismatch(`${library.name} contains JavaScript`);
    }
  }
  // Gives out the same further table slots (PyInit_*) in the same order as then.
  machine.updateGOT(exports);
  machine.reportUndefinedSymbols();
  register(machine, library, exports);
}

function register(
  machine: EmscriptenModule,
  library: Omit<SideModule, 'part'>,
  exports: Record<string, WasmValue>,
): void {
  const loaded: LoadedLibrary = {
    refcount: Number.POSITIVE_INFINITY,
    name: library.name,
    exports,
    global: library.global,
  };
  machine.LDSO.loadedLibsByName[library.name] = loaded;
  // Handles are pointers into the memory that will be restored.
  for (const handle of library.handles) machine.LDSO.loadedLibsByHandle[handle] = loaded;
}
