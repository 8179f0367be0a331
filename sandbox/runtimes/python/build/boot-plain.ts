import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { PyodideAPI } from 'pyodide';
import type { PythonPart } from '../assets.ts';
import { type BootAssets, type BootOptions, bootPyodide } from '../boot.ts';

/** Where a process of the build finds Pyodide. */
export interface PlainPyodide {
  /** Folder with the two JavaScript modules, with a slash at the end. */
  readonly assetFolder: string;
  readonly loader: PythonPart;
  readonly machine: PythonPart;
  /** Paths on this machine. */
  readonly wasm: string;
  readonly stdlib: string;
}

/** Starts Pyodide in this process, as the runtime does but without a snapshot. */
export async function bootPlain(from: PlainPyodide, options: Omit<BootOptions, 'assets'> = {}): Promise<PyodideAPI> {
  const assets: BootAssets = {
    assetBase: pathToFileURL(from.assetFolder).href,
    manifest: { parts: { loader: from.loader, machine: from.machine } },
    wasm: await WebAssembly.compile(await readFile(from.wasm)),
    stdlib: new Uint8Array(await readFile(from.stdlib)),
  };
  return bootPyodide({ ...options, assets });
}
