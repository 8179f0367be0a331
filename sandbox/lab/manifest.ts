import type { PythonManifest } from '../runtimes/python/assets.ts';
import type { TypeScriptManifest } from '../runtimes/typescript/assets.ts';

/** `manifest.json` of the lab's assets: what belongs together. Everything it names carries a hash of its content. */
export interface LabManifest {
  readonly format: 1;
  /** The worker's module, relative to the manifest. */
  readonly worker: string;
  /** The text of the worker for TypeScript within a frame, in one file, relative to the manifest. */
  readonly frameWorker: string;
  /** The module of the worker that keeps what Python's start needs, relative to the manifest. */
  readonly keeper: string;
  readonly typescript: TypeScriptManifest;
  /** Null where Python could not be made at build time; `pythonMissing` says why, in German. */
  readonly python: PythonManifest | null;
  readonly pythonMissing: string | null;
}

/** Folders of the runtimes' own assets, relative to the manifest. */
export const runtimeFolders = { python: 'python/', typescript: 'typescript/' } as const;
