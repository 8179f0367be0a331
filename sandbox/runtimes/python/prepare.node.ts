import type { PythonAssets } from './assets.ts';

/** Reads and compiles the assets of `folder` (made by `makePythonAssets`), to be handed to `worker_threads`. */
export async function preparePythonFromFolder(_folder: string): Promise<PythonAssets> {
  throw new Error('under construction');
}
