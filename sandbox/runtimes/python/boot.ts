import type { PyodideAPI } from 'pyodide';
import type { PythonAssets } from './assets.ts';
import { poseAsWorker } from './browser-pose.ts';
import type { CreateModule, EmscriptenModule, EmscriptenSettings, WasmImports } from './emscripten.ts';
import { prepareRestore } from './restore.ts';
import { serveFetch } from './serve-fetch.ts';
import { writeExportsIntoTable } from './table-identity.ts';
import { useUtc } from './utc.ts';

/** Above this a program gets a MemoryError: 1 GiB, so that an allocation bomb ends the run and not the tab. */
export const MEMORY_LIMIT = 2 ** 30;

const INDEX = 'https://labor.invalid/pyodide/';
const STDLIB = `${INDEX}python_stdlib.zip`;
const WASM = `${INDEX}pyodide.asm.wasm`;

/** Enough of a lock file for Pyodide's start; the lab never loads packages through Pyodide. */
const LOCK_FILE = JSON.stringify({
  info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2', version: '314.0.7' },
  packages: {},
});

type LoadPyodide = (options: Record<string, unknown>) => Promise<PyodideAPI>;

/** What both kinds of start and the making of a snapshot need of the assets. */
export type BootAssets = Pick<PythonAssets, 'assetBase' | 'wasm'> & {
  readonly stdlib: Uint8Array<ArrayBuffer>;
  readonly manifest: { readonly parts: Pick<PythonAssets['manifest']['parts'], 'loader' | 'machine'> };
};

export interface BootOptions {
  readonly assets: BootAssets;
  /** Further options of loadPyodide. */
  readonly options?: Record<string, unknown>;
  /** Called with the machine before Python runs. */
  readonly onMachine?: (machine: EmscriptenModule) => void;
}

function limitMemory(env: Record<string, unknown>): void {
  const resize = env['emscripten_resize_heap'];
  if (typeof resize !== 'function') return;
  env['emscripten_resize_heap'] = (bytes: number): unknown => (bytes >>> 0 > MEMORY_LIMIT ? 0 : resize(bytes));
}

function withOwnInstantiation(settings: EmscriptenSettings): EmscriptenSettings {
  const instantiate = settings.instantiateWasm.bind(settings);
  settings.instantiateWasm = (imports: WasmImports, done) => {
    const env = imports['env'];
    let exported: WebAssembly.Memory | undefined;
    if (env !== undefined) {
      useUtc(env, () => exported?.buffer ?? new ArrayBuffer(0));
      limitMemory(env);
    }
    return instantiate(imports, (instance, module) => {
      exported = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      const tables = Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Table);
      const table = tables[0];
      if (table) writeExportsIntoTable(table, 0, table.length, instance.exports);
      return done(instance, module);
    });
  };
  return settings;
}

/** Lets `WebAssembly.instantiateStreaming` use the module that is compiled already, for as long as `action` lasts. */
async function withCompiled<T>(wasm: WebAssembly.Module, action: () => Promise<T>): Promise<T> {
  const original = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_source, imports) => ({
    module: wasm,
    instance: await WebAssembly.instantiate(wasm, imports),
  });
  try {
    return await action();
  } finally {
    WebAssembly.instantiateStreaming = original;
  }
}

/**
 * Starts Pyodide from prepared parts, in a browser's worker or in Node made to look like one, so that Python is the same in
 * both. Nothing is fetched but the two JavaScript modules.
 */
export async function bootPyodide({ assets, options = {}, onMachine }: BootOptions): Promise<PyodideAPI> {
  const { loader, machine } = assets.manifest.parts;
  poseAsWorker(assets.assetBase);
  const answers = new Map([
    [STDLIB, () => new Response(assets.stdlib)],
    // Asked for, but never read: the module is compiled already.
    [WASM, () => new Response()],
  ]);
  return serveFetch(answers, () =>
    withCompiled(assets.wasm, async () => {
      const [{ loadPyodide }, { default: createModule }] = (await Promise.all([
        import(/* @vite-ignore */ new URL(loader.file, assets.assetBase).href),
        import(/* @vite-ignore */ new URL(machine.file, assets.assetBase).href),
        // The wire: two modules of the asset folder.
      ])) as [{ loadPyodide: LoadPyodide }, { default: CreateModule }];
      return loadPyodide({
        indexURL: INDEX,
        stdLibURL: STDLIB,
        lockFileContents: LOCK_FILE,
        env: { PYTHONHASHSEED: '0', PYTHONUNBUFFERED: '', HOME: '/home/pyodide' },
        ...options,
        createPyodideModule: async (settings: EmscriptenSettings) => {
          const made = await createModule(withOwnInstantiation(settings));
          onMachine?.(made);
          return made;
        },
      });
    }),
  );
}

/** Starts from the snapshot. Throws SnapshotMismatch where it does not fit this browser. */
export async function bootFromSnapshot(assets: PythonAssets): Promise<PyodideAPI> {
  const { snapshot } = assets;
  if (snapshot === null) throw new Error('Failed to start from the snapshot: there is none.');
  const pyodide = await bootPyodide({
    assets: { ...assets, stdlib: assets.stdlibRest },
    // Sixteen bytes in place of the snapshot: the real one is restored by prepareRestore.
    options: { _loadSnapshot: new Uint8Array(16) },
    onMachine: (machine) => prepareRestore(machine, assets.manifest.snapshot, snapshot.memory, snapshot.sideModules),
  });
  writeFiles(pyodide, assets.files);
  return pyodide;
}

/** Puts files into Python's file system. */
export function writeFiles(pyodide: PyodideAPI, files: Iterable<readonly [path: string, bytes: Uint8Array]>): void {
  for (const [path, bytes] of files) {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')) || '/');
    pyodide.FS.writeFile(path, bytes);
  }
}
