import { totalOf } from '../runtimes/python/prepare.ts';
import { LabError } from './lab-error.ts';
import type { WorkerPreparation } from './lab-worker.ts';
import { type LabManifest, runtimeFolders } from './manifest.ts';
import type { RunOrder } from './protocol.ts';
import { createPythonKeeper } from './python-keeper.ts';
import { openTypeScript } from './typescript-source.ts';

/** What the page has of a runtime, to make workers from. */
export interface RuntimeSource {
  /** Resolves when everything that workers need is there. */
  readonly ready: Promise<void>;
  /** Rejects with LabError when it can serve no worker any more; never resolves. */
  readonly broken: Promise<never>;
  /** For one worker; it may be made before `ready`, and then waits. */
  preparation(): WorkerPreparation;
  /** Gets ready what costs little memory, for the next worker. */
  stock(): void;
  dispose(): void;
}

/** Reads what belongs together and begins to load it. Throws LabError where the host does not have it. */
export async function openRuntime(
  base: string,
  runtime: RunOrder['runtime'],
  onProgress: (received: number, total: number) => void,
): Promise<RuntimeSource> {
  const coming = loadManifest(base);
  if (runtime === 'typescript') return openTypeScript(base, coming);
  const manifest = await coming;
  if (manifest.python === null) {
    const message = manifest.pythonMissing ?? 'Failed to prepare Python: it was not made at build time.';
    throw new LabError({ step: 'python-missing', message });
  }
  if (typeof WebAssembly === 'undefined') {
    throw new LabError({ step: 'prepare', message: 'Failed to prepare Python: WebAssembly is missing. Allow it.' });
  }
  const order = {
    keeperUrl: new URL(manifest.keeper, base).href,
    workerUrl: new URL(manifest.worker, base).href,
    assetBase: new URL(runtimeFolders.python, base).href,
    manifest: manifest.python,
  };
  const { kept, broken, preparation, terminate } = createPythonKeeper(order, onProgress);
  return { ready: kept, broken, preparation, stock: () => undefined, dispose: terminate };
}

/** Bytes that opening a runtime will fetch; 0 where it is small or where this cannot be known. */
export async function downloadSize(base: string, runtime: RunOrder['runtime']): Promise<number> {
  if (runtime === 'typescript') return 0;
  const manifest = await loadManifest(base).catch(() => null);
  return manifest?.python ? totalOf(manifest.python) : 0;
}

async function loadManifest(base: string): Promise<LabManifest> {
  const url = new URL('manifest.json', base);
  try {
    // Asks the host each time: after a new build the old names no longer exist.
    const response = await fetch(url, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as LabManifest;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError({ step: 'manifest', message: `Failed to read ${url.pathname}: ${reason}. Reload the page.` });
  }
}
