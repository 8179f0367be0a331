import type { PythonAssets } from '../runtimes/python/assets.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import type { TypeScriptAssets } from '../runtimes/typescript/assets.ts';
import type { ToWorker } from './protocol.ts';

/** Brings up a runtime from what was prepared outside; only its own code is loaded. Resolves when a program could start. */
export async function loadRuntime(message: Extract<ToWorker, { kind: 'prepare' }>): Promise<Runtime> {
  if (message.runtime === 'python') {
    const { createPythonRuntime } = await import('../runtimes/python/runtime.ts');
    // The wire: the page's (or Node's) preparation made it.
    const runtime = createPythonRuntime({ assets: message.assets as PythonAssets });
    await runtime.ready;
    return runtime;
  }
  const { createTypeScriptRuntime } = await import('../runtimes/typescript/runtime.ts');
  const runtime = createTypeScriptRuntime({ assets: message.assets as TypeScriptAssets });
  await runtime.ready;
  return runtime;
}
