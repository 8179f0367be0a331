import type { PythonPart, SnapshotBinding } from '../assets.ts';

/** What the process that makes the snapshot is told. */
export interface SnapshotOrder {
  /** Folder with the two JavaScript modules, with a slash at the end. */
  readonly assetFolder: string;
  readonly loader: PythonPart;
  readonly machine: PythonPart;
  /** Paths on this machine. */
  readonly wasm: string;
  readonly stdlib: string;
  /** Path in Python's file system, and the file on this machine that goes there. */
  readonly files: readonly (readonly [path: string, source: string])[];
  readonly outFolder: string;
}

/** What it leaves in `snapshot.json`, beside `memory.bin` and the native modules `0.so`, `1.so`, … */
export interface SnapshotDescription extends Omit<SnapshotBinding, 'part' | 'sideModules'> {
  readonly sideModules: readonly Omit<SnapshotBinding['sideModules'][number], 'part'>[];
  /** Paths inside the zip of packages whose modules the snapshot holds. */
  readonly held: readonly string[];
  /** Path and base64 of files that imports wrote. */
  readonly files: readonly (readonly [string, string])[];
}
