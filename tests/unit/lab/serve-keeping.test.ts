import { expect, test } from 'vitest';
import type { FromKeeper } from '../../../sandbox/lab/protocol.ts';
import { serveKeeping } from '../../../sandbox/lab/serve-keeping.ts';
import type { OnProgress, PythonAssets } from '../../../sandbox/runtimes/python/assets.ts';

/** A keeper whose preparation the test moves, and everything it has posted. */
function keeperUnderTest() {
  const posted: FromKeeper[] = [];
  const handedOver: number[] = [];
  const preparing = Promise.withResolvers<PythonAssets>();
  let report: OnProgress = () => undefined;
  let now = 0;
  const take = serveKeeping({
    // Handed over, a buffer is gone for the keeper: what is posted here is what would arrive.
    post: (message, transfer = []) => {
      posted.push(structuredClone(message, { transfer }));
      if (message.kind === 'delivered') handedOver.push(transfer.length);
    },
    prepare: (_base, _manifest, onProgress) => {
      report = onProgress;
      return preparing.promise;
    },
    realNow: () => now,
  });
  return {
    posted,
    handedOver,
    take,
    preparing,
    progress: (at: number, received: number) => {
      now = at;
      report({ received, total: 100 });
    },
  };
}

const keep = { kind: 'keep', assetBase: 'https://labor.invalid/', manifest: {} };
const assets: PythonAssets = {
  // The test's manifest is none: the keeper hands it on as it is.
  manifest: {} as PythonAssets['manifest'],
  assetBase: keep.assetBase,
  wasm: await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
  stdlibRest: Uint8Array.of(1),
  rest: Uint8Array.of(2),
  files: [['/tmp/a', Uint8Array.of(3)]],
  snapshot: { memory: Uint8Array.of(4, 5), sideModules: [] },
  whole: null,
};

test('the keeper tells its progress every 50 ms at most, but always the end', () => {
  const { posted, take, progress } = keeperUnderTest();
  take(keep);
  for (const [at, received] of [
    [0, 0],
    [10, 20],
    [49, 40],
    [50, 60],
    [60, 100],
  ] as const)
    progress(at, received);
  expect(posted).toEqual([0, 60, 100].map((received) => ({ kind: 'loading', received, total: 100 })));
});

test('the keeper hands a copy of its own to each who asks, also before it has everything', async () => {
  const { posted, handedOver, take, preparing } = keeperUnderTest();
  take(keep);
  take({ kind: 'deliver' });
  expect(posted).toEqual([]);
  preparing.resolve(assets);
  await preparing.promise;
  take({ kind: 'deliver' });
  await preparing.promise;
  expect(posted).toEqual([{ kind: 'kept' }, { kind: 'delivered', assets }, { kind: 'delivered', assets }]);
  expect(handedOver).toEqual([4, 4]);
  expect(assets.snapshot?.memory).toEqual(Uint8Array.of(4, 5));
});

test('the keeper tells why it has nothing', async () => {
  const { posted, take, preparing } = keeperUnderTest();
  take(keep);
  preparing.reject(new Error('Failed to load snapshot.bin: status 404. Build the site again.'));
  await preparing.promise.catch(() => undefined);
  expect(posted).toEqual([
    { kind: 'machinery-failed', step: 'assets', message: expect.stringContaining('status 404') },
  ]);
});
