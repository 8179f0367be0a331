import type { SnapshotBinding } from '../assets.ts';
import type { PlainPyodide } from './boot-plain.ts';

/** What the process that makes the snapshot is told. */
export interface SnapshotOrder {
  readonly from: PlainPyodide;
  /** Path in Python's file system, and the file on this machine that goes there. */
  readonly files: readonly (readonly [path: string, source: string])[];
  readonly outFolder: string;
}

/** What it leaves in `snapshot.json`, beside `memory.bin` and the native modules `0.so`, `1.so`, … */
export interface SnapshotDescription extends Omit<SnapshotBinding, 'part' | 'sideModules'> {
  readonly sideModules: readonly Omit<SnapshotBinding['sideModules'][number], 'part'>[];
  /** Files inside the zip of packages and of the standard library whose modules the snapshot holds. */
  readonly held: { readonly packages: readonly string[]; readonly stdlib: readonly string[] };
  /** Path and base64 of files that imports wrote. */
  readonly files: readonly (readonly [string, string])[];
}
