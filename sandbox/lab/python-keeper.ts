import type { PythonAssets, PythonManifest } from '../runtimes/python/assets.ts';
import { buffersOf } from '../runtimes/python/copy-assets.ts';
import { blobWorker } from './blob-worker.ts';
import { LabError } from './lab-error.ts';
import type { WorkerPreparation } from './lab-worker.ts';
import { decodeFromKeeper, type FromKeeper, type ToKeeper } from './protocol.ts';
import { openWorkerLine } from './worker-line.ts';

/** The page's handle of the worker that keeps what Python's start needs. */
export interface PythonKeeper {
  /** Resolves when all of it is there. */
  readonly kept: Promise<void>;
  /** Rejects with LabError when the keeper fails, at any time; never resolves. */
  readonly broken: Promise<never>;
  /** What brings one fresh worker up; its copy comes as soon as it is there. */
  preparation(): WorkerPreparation;
  terminate(): void;
}

export interface KeeperOrder {
  /** Absolute URLs of the keeper's module, of the runs' workers' one, and of the folder with Python's assets. */
  readonly keeperUrl: string;
  readonly workerUrl: string;
  readonly assetBase: string;
  readonly manifest: PythonManifest;
}

/** Starts the keeper and its loading. The page itself touches none of the bytes. */
export function createPythonKeeper(
  { keeperUrl, workerUrl, assetBase, manifest }: KeeperOrder,
  onProgress: (received: number, total: number) => void,
): PythonKeeper {
  const kept = Promise.withResolvers<void>();
  const broken = Promise.withResolvers<never>();
  for (const promise of [kept.promise, broken.promise]) promise.catch(() => undefined);
  const fail = (step: string, message: string): void => {
    const error = new LabError({ step, message });
    kept.reject(error);
    broken.reject(error);
  };
  const waiting: ((assets: PythonAssets) => void)[] = [];
  const worker = openWorkerLine<ToKeeper, FromKeeper>({
    start: blobWorker(keeperUrl, 'labor-vorrat'),
    decode: decodeFromKeeper,
    fail: (message) => fail('worker', message),
    perish: () => fail('worker', 'Failed to keep what Python needs: the process has ended.'),
    take(message) {
      if (message.kind === 'loading') onProgress(message.received, message.total);
      else if (message.kind === 'kept') kept.resolve();
      else if (message.kind === 'delivered') waiting.shift()?.(message.assets);
      else fail(message.step, message.message);
    },
  });
  worker.post({ kind: 'keep', assetBase, manifest });
  const modules = [manifest.parts.loader, manifest.parts.machine].map(({ file }) => new URL(file, assetBase).href);

  return {
    kept: kept.promise,
    broken: broken.promise,
    preparation() {
      worker.post({ kind: 'deliver' });
      return {
        start: blobWorker(workerUrl, 'labor-python'),
        warmUp: { kind: 'warm-up', runtime: 'python', modules },
        prepare: (post) => {
          waiting.push((assets) => {
            post({ kind: 'prepare', runtime: 'python', assetBase, assets }, buffersOf(assets));
          });
        },
      };
    },
    terminate: () => worker.terminate(),
  };
}
