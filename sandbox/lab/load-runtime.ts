import type { PythonAssets } from '../runtimes/python/assets.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import type { TypeScriptAssets } from '../runtimes/typescript/assets.ts';
import type { ToWorker } from './protocol.ts';

const python = () => import('../runtimes/python/runtime.ts');
const typescript = () => import('../runtimes/typescript/runtime.ts');

/** Begins to load a runtime's code and the modules that it will import; `loadRuntime` tells what fails. */
export function warmUpRuntime({ runtime, modules }: Extract<ToWorker, { kind: 'warm-up' }>): void {
  const loading: Promise<unknown>[] = modules.map((url) => import(/* @vite-ignore */ url));
  loading.push(runtime === 'python' ? python() : typescript());
  for (const module of loading) module.catch(() => undefined);
}

/** Brings up a runtime from what was prepared outside; only its own code is loaded. It may not be ready yet. */
export async function loadRuntime(message: Extract<ToWorker, { kind: 'prepare' }>): Promise<Runtime> {
  if (message.runtime === 'python') {
    const { createPythonRuntime } = await python();
    // The wire: the keeper's (or Node's) preparation made it.
    return createPythonRuntime({ assets: message.assets as PythonAssets });
  }
  const { createTypeScriptRuntime } = await typescript();
  return createTypeScriptRuntime({ assets: message.assets as TypeScriptAssets });
}
