// The worker's entry within a frame of its own: TypeScript alone, one file, since nothing can be loaded there.
import * as acorn from 'acorn';
import * as sucrase from 'sucrase';
import type { Runtime } from '../runtimes/runtime.ts';
import type { TypeScriptAssets } from '../runtimes/typescript/assets.ts';
import type { Acorn } from '../runtimes/typescript/modules/tools.ts';
import { createTypeScriptRuntime } from '../runtimes/typescript/runtime.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { requireInheritedPolicy, sealWorker } from './seal.ts';
import { serveRun } from './serve-run.ts';

declare const self: DedicatedWorkerGlobalScope;

// The wire to the packages, of whose types the runtime names what it uses.
const tools = { acorn: acorn as unknown as Acorn, sucrase };

async function load(message: Extract<ToWorker, { kind: 'prepare' }>): Promise<Runtime> {
  if (message.runtime !== 'typescript') throw new Error(`Failed to start ${message.runtime}: not in a frame.`);
  // The wire: the page's preparation made it.
  return createTypeScriptRuntime({ assets: message.assets as TypeScriptAssets, tools });
}

/** Closes this worker, then serves one run by the port. */
export function serve(port: MessagePort): void {
  // Taken before the runtime replaces or removes them.
  const post: (message: FromWorker) => void = port.postMessage.bind(port);
  const realNow = performance.now.bind(performance);
  try {
    requireInheritedPolicy(self.location);
    sealWorker(self);
    const take = serveRun({ post, realNow, load, warmUp: () => undefined });
    port.addEventListener('message', (event: MessageEvent<unknown>) => take(event.data));
    port.start();
    post({ kind: 'up' });
  } catch (error) {
    post({ kind: 'machinery-failed', step: 'worker', message: error instanceof Error ? error.message : String(error) });
  }
}
