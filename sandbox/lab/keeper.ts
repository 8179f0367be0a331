// The keeper's entry: a worker that fetches, checks, unpacks and compiles what Python's start needs, keeps it, and hands
// each run's worker a copy, so that none of it costs the page's thread anything.
import { preparePython } from '../runtimes/python/prepare.ts';
import type { FromKeeper } from './protocol.ts';
import { requireInheritedPolicy, sealWorker } from './seal.ts';
import { serveKeeping } from './serve-keeping.ts';

declare const self: DedicatedWorkerGlobalScope;

const post = (message: FromKeeper, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

try {
  requireInheritedPolicy(self.location);
  sealWorker(self);
  const take = serveKeeping({ post, prepare: preparePython, realNow: () => performance.now() });
  self.addEventListener('message', (event: MessageEvent<unknown>) => take(event.data));
  post({ kind: 'up' });
} catch (error) {
  post({ kind: 'machinery-failed', step: 'worker', message: error instanceof Error ? error.message : String(error) });
}
