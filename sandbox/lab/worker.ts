// The worker's entry in a browser: closes itself, then serves one run.
import { loadRuntime, warmUpRuntime } from './load-runtime.ts';
import type { FromWorker } from './protocol.ts';
import { requireInheritedPolicy, sealWorker } from './seal.ts';
import { serveRun } from './serve-run.ts';

declare const self: DedicatedWorkerGlobalScope;

// Taken before a runtime replaces or removes them.
const post: (message: FromWorker) => void = self.postMessage.bind(self);
const realNow = performance.now.bind(performance);

try {
  requireInheritedPolicy(self.location);
  sealWorker(self);
  const take = serveRun({ post, realNow, load: loadRuntime, warmUp: warmUpRuntime });
  self.addEventListener('message', (event: MessageEvent<unknown>) => take(event.data));
  post({ kind: 'up' });
} catch (error) {
  post({ kind: 'machinery-failed', step: 'worker', message: error instanceof Error ? error.message : String(error) });
}
