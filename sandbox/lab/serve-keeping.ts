import type { OnProgress, PythonAssets, PythonManifest } from '../runtimes/python/assets.ts';
import { copyAssets } from '../runtimes/python/copy-assets.ts';
import { decodeToKeeper, type FromKeeper, type ToKeeper } from './protocol.ts';

export interface KeeperPlatform {
  post(message: FromKeeper, transfer?: Transferable[]): void;
  prepare(assetBase: string, manifest: PythonManifest, onProgress: OnProgress): Promise<PythonAssets>;
  /** Real time in milliseconds, rising. */
  realNow(): number;
}

/** Shortest time in milliseconds between two reports of progress. */
const PROGRESS_MS = 50;

/** The keeper's end of the protocol: first `keep`, then any number of `deliver`. Returns the taker of messages. */
export function serveKeeping(platform: KeeperPlatform): (data: unknown) => void {
  let kept: Promise<PythonAssets> | null = null;

  const keep = ({ assetBase, manifest }: Extract<ToKeeper, { kind: 'keep' }>): void => {
    kept = platform.prepare(assetBase, manifest, seldom(platform));
    kept.then(
      () => platform.post({ kind: 'kept' }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        platform.post({ kind: 'machinery-failed', step: 'assets', message });
      },
    );
  };

  const deliver = (): void => {
    if (kept === null) throw new Error('Failed to deliver: nothing is kept. Send keep first.');
    const delivering = kept.then((assets) => {
      const { copy, buffers } = copyAssets(assets);
      platform.post({ kind: 'delivered', assets: copy }, buffers);
    });
    // Where keeping fails, the page has been told.
    delivering.catch(() => undefined);
  };

  return (data) => {
    const message = decodeToKeeper(data);
    if (message.kind === 'keep') keep(message);
    else deliver();
  };
}

/** Tells of progress now and then, and of its end. */
function seldom(platform: KeeperPlatform): OnProgress {
  let told = Number.NEGATIVE_INFINITY;
  return ({ received, total }) => {
    const now = platform.realNow();
    if (received < total && now - told < PROGRESS_MS) return;
    told = now;
    platform.post({ kind: 'loading', received, total });
  };
}
