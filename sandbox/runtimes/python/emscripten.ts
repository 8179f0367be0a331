/**
 * The parts of Pyodide's Emscripten module that the snapshot touches. None of it is documented; the version is pinned, and
 * every use checks what it finds and falls back to a normal start.
 */
export interface EmscriptenModule {
  readonly wasmTable: WebAssembly.Table;
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly LDSO: {
    readonly loadedLibsByName: Record<string, LoadedLibrary>;
    readonly loadedLibsByHandle: Record<number, LoadedLibrary>;
  };
  readonly GOT: Readonly<Record<string, { readonly value: number }>>;
  readonly GOTHandler: ProxyHandler<object>;
  readonly API: { restoreSnapshot(memory: Uint8Array): unknown };
  readonly freeTableIndexes: readonly number[];
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  growMemory(bytes: number): unknown;
  getEmptyTableSlot(): number;
  getDylinkMetadata(module: WebAssembly.Module): DylinkMetadata;
  isSymbolDefined(name: string): boolean;
  updateTableMap(from: number, count: number): void;
  relocateExports(exports: WebAssembly.Exports, memoryBase: number): Record<string, WasmValue>;
  updateGOT(exports: Record<string, WasmValue>): void;
  reportUndefinedSymbols(): void;
  _sbrk(bytes: number): number;
}

export type WasmFunction = ((...args: readonly unknown[]) => unknown) & { readonly stub?: boolean };
export type WasmValue = WasmFunction | number | WebAssembly.Global;

export interface LoadedLibrary {
  readonly refcount: number;
  readonly name: string;
  readonly exports: Record<string, WasmValue>;
  readonly global: boolean;
}

export interface DylinkMetadata {
  readonly tableSize: number;
  readonly memorySize: number;
  readonly neededDynlibs: readonly string[];
  readonly weakImports: object;
}

export type WasmImports = Record<string, Record<string, unknown>>;

/** What Pyodide's loader hands to `createPyodideModule`. */
export interface EmscriptenSettings {
  instantiateWasm(
    imports: WasmImports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => unknown,
  ): unknown;
}

export type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;
