import { createAssetModules } from '../runtimes/typescript/modules/asset-modules.ts';
import { blobWorker } from './blob-worker.ts';
import { framedWorker } from './framed-worker.ts';
import { LabError } from './lab-error.ts';
import type { WorkerPreparation } from './lab-worker.ts';
import { type LabManifest, runtimeFolders } from './manifest.ts';
import type { RuntimeSource } from './runtime-source.ts';
import { framesHaveProcesses, openWorkerFrame, type WorkerFrame } from './worker-frame.ts';

function warmUp(modules: readonly string[]): WorkerPreparation['warmUp'] {
  return { kind: 'warm-up', runtime: 'typescript', modules };
}

/** What the page has of TypeScript: its workers start in a process of their own where the browser offers one. */
export function openTypeScript(base: string, manifest: Promise<LabManifest>): Promise<RuntimeSource> {
  return framesHaveProcesses() ? openFramed(base, manifest) : openDirect(base, manifest);
}

async function openDirect(base: string, coming: Promise<LabManifest>): Promise<RuntimeSource> {
  const { worker, typescript } = await coming;
  const assetBase = assetBaseOf(base);
  const assets = { manifest: typescript, assetBase, files: null };
  const { urlOf } = createAssetModules(assets);
  const tools = Object.values(typescript.tools).map(urlOf);
  return {
    ready: Promise.resolve(),
    broken: new Promise(() => undefined),
    preparation: () => ({
      start: blobWorker(new URL(worker, base).href, 'labor-typescript'),
      warmUp: warmUp(tools),
      prepare: (post) => post({ kind: 'prepare', runtime: 'typescript', assetBase, assets }, []),
    }),
    stock: () => undefined,
    dispose: () => undefined,
  };
}

/** The page fetches everything, since a frame without an origin may fetch nothing from a plain static host. */
async function openFramed(base: string, coming: Promise<LabManifest>): Promise<RuntimeSource> {
  // Its process starts while everything else is on its way.
  let next: WorkerFrame = openWorkerFrame();
  let isTaken = false;
  const stock = (): void => {
    if (!isTaken && next.alive) return;
    if (!isTaken) next.remove();
    next = openWorkerFrame();
    isTaken = false;
  };
  const takeFrame = (): WorkerFrame => {
    stock();
    isTaken = true;
    return next;
  };
  const aborter = new AbortController();
  const dispose = (): void => {
    aborter.abort();
    if (!isTaken) next.remove();
  };
  const { frameWorker, typescript } = await coming.catch((error: unknown) => {
    dispose();
    throw error;
  });
  const assetBase = assetBaseOf(base);
  const load = (file: string, from: string): Promise<Blob> => loadFile(new URL(file, from), aborter.signal);
  const code = load(frameWorker, base);
  const { pack } = typescript;
  const files = load(pack.file, assetBase).then((all) => {
    const parts = Object.entries(pack.parts);
    return Object.fromEntries(parts.map(([name, [start, end]]) => [name, all.slice(start, end)]));
  });
  const loaded = Promise.all([code, files]);
  loaded.catch(() => undefined);
  return {
    ready: loaded.then(() => undefined),
    broken: loaded.then(() => new Promise<never>(() => undefined)),
    preparation: () => ({
      start: framedWorker(code, takeFrame()),
      warmUp: warmUp([]),
      prepare: (post) => {
        files.then(
          (given) => {
            const assets = { manifest: typescript, assetBase, files: given };
            post({ kind: 'prepare', runtime: 'typescript', assetBase, assets }, []);
          },
          // `broken` tells.
          () => undefined,
        );
      },
    }),
    stock,
    dispose,
  };
}

function assetBaseOf(base: string): string {
  return new URL(runtimeFolders.typescript, base).href;
}

async function loadFile(url: URL, signal: AbortSignal): Promise<Blob> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.blob();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError({ step: 'assets', message: `Failed to load ${url.pathname}: ${reason}. Reload the page.` });
  }
}
