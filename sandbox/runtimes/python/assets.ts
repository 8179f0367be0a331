import type { SnapshotBlocks } from './snapshot-blocks.ts';

/** One file of the prepared runtime, named after its content, so that it may be cached for ever. */
export interface PythonPart {
  /** File name inside the asset folder, with a hash of the content in it. */
  readonly file: string;
  /** Bytes as they are sent (Zstandard where the name ends in `.zst`). */
  readonly sent: number;
  /** Bytes after unpacking. */
  readonly bytes: number;
}

/** A native module of a Python package at the place in memory and table where the snapshot expects it. */
export interface SideModule {
  /** Path in Python's file system. */
  readonly name: string;
  readonly part: PythonPart;
  /** Pointers under which Python's importer knows the loaded library. */
  readonly handles: readonly number[];
  readonly memoryBase: number;
  readonly memorySize: number;
  readonly tableBase: number;
  readonly tableSize: number;
  readonly global: boolean;
}

/** What a memory snapshot expects of the machine that it is restored into. Other values: it does not fit. */
export interface SnapshotBinding {
  readonly part: PythonPart;
  /** Length of the function table before the native modules. */
  readonly tableBefore: number;
  /** Length of the function table with them. */
  readonly tableAfter: number;
  /** Hash of the addresses that the linker gave out. */
  readonly linkHash: number;
  readonly sideModules: readonly SideModule[];
  readonly blocks: SnapshotBlocks;
}

/** `manifest.json` of the asset folder: what belongs together, made by one build. */
export interface PythonManifest {
  readonly format: 1;
  /** Hash of everything the assets were made from. */
  readonly inputs: string;
  readonly parts: {
    /** Pyodide's loader and its Emscripten module: imported as JavaScript modules. */
    readonly loader: PythonPart;
    readonly machine: PythonPart;
    readonly wasm: PythonPart;
    /** Unpacks the others (WebAssembly). */
    readonly decoder: PythonPart;
    /** Modules of the standard library and of the packages that are not in the snapshot. */
    readonly stdlibRest: PythonPart;
    readonly rest: PythonPart;
    /** Files that imports wrote while the snapshot was made, and native packages' Python files: JSON of [path, base64]. */
    readonly files: PythonPart;
    /** All modules and native libraries: needed only by a start without the snapshot. */
    readonly stdlib: PythonPart;
    readonly packages: PythonPart;
  };
  readonly snapshot: SnapshotBinding;
  /** Versions of the Python packages, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * What a fresh worker needs to start Python at once: fetched, unpacked and compiled beforehand (`prepare.ts` in a page,
 * `prepare.node.ts` in Node). May be posted to any number of workers.
 */
export interface PythonAssets {
  readonly manifest: PythonManifest;
  /** Absolute URL of the asset folder, with a slash at the end: JavaScript modules are imported from there. */
  readonly assetBase: string;
  readonly wasm: WebAssembly.Module;
  readonly stdlibRest: Uint8Array<ArrayBuffer>;
  readonly rest: Uint8Array<ArrayBuffer>;
  readonly files: readonly (readonly [path: string, bytes: Uint8Array<ArrayBuffer>])[];
  readonly snapshot: {
    readonly memory: Uint8Array<ArrayBuffer>;
    /** In the order of the manifest's side modules. */
    readonly sideModules: readonly WebAssembly.Module[];
  } | null;
  /** What a start without the snapshot needs, as the manifest's parts of the same names; null: fetched when needed. */
  readonly whole: { readonly stdlib: Uint8Array<ArrayBuffer>; readonly packages: Uint8Array<ArrayBuffer> } | null;
}

/** Bytes received of the bytes that will be sent. */
export type OnProgress = (progress: { readonly received: number; readonly total: number }) => void;
