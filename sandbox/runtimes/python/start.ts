import type { PyodideAPI } from 'pyodide';
import type { PythonAssets, PythonPart } from './assets.ts';
import { bootFromSnapshot, bootPyodide, writeFiles } from './boot.ts';
import { warmUp } from './normal-start.ts';
import { PACKAGES_ZIP, SITE_PACKAGES } from './places.ts';

/** How the interpreter came up. */
export interface StartReport {
  /** `normal`: the snapshot was absent or did not fit; everything was imported afresh, which takes seconds. */
  readonly kind: 'snapshot' | 'normal';
  /** Real milliseconds from the call to an interpreter that is ready for a program. */
  readonly ms: number;
}

/** Starts Python from the snapshot; where that does not fit, without it, and says so in the console. */
export async function startPython(
  assets: PythonAssets,
): Promise<{ readonly pyodide: PyodideAPI; readonly report: StartReport }> {
  const from = performance.now();
  const reportAs = (kind: StartReport['kind']): StartReport => ({ kind, ms: performance.now() - from });
  if (assets.snapshot !== null) {
    try {
      const pyodide = await bootFromSnapshot(assets);
      writeFiles(pyodide, [[PACKAGES_ZIP, assets.rest]]);
      return { pyodide: interruptible(pyodide), report: reportAs('snapshot') };
    } catch (error) {
      console.warn('Wartezeit: Python starts without its snapshot.', error);
    }
  }
  const { stdlib, packages } = assets.whole ?? (await fetchWhole(assets));
  const pyodide = await bootPyodide({ assets: { ...assets, stdlib } });
  pyodide.unpackArchive(packages, 'zip', { extractDir: SITE_PACKAGES });
  warmUp(pyodide, { libraries: false });
  return { pyodide: interruptible(pyodide), report: reportAs('normal') };
}

async function fetchWhole({ manifest, assetBase }: PythonAssets): Promise<NonNullable<PythonAssets['whole']>> {
  const bytes = async ({ file }: PythonPart): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await fetch(new URL(file, assetBase));
    if (!response.ok) throw new Error(`Failed to load ${file}: status ${response.status}. Build the site again.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const [stdlib, packages] = await Promise.all([bytes(manifest.parts.stdlib), bytes(manifest.parts.packages)]);
  return { stdlib, packages };
}

/** WebKit ends a worker that loops in WebAssembly only if Python looks for interrupts. */
function interruptible(pyodide: PyodideAPI): PyodideAPI {
  pyodide.setInterruptBuffer(new Uint8Array(1));
  return pyodide;
}
