import type { OnProgress, PythonAssets, PythonManifest } from './assets.ts';

/** Fetches, unpacks and compiles what workers need to start Python. Once per page, on the reader's intent. */
export async function preparePython(
  _assetBase: string,
  _manifest: PythonManifest,
  _onProgress: OnProgress = () => {},
): Promise<PythonAssets> {
  throw new Error('under construction');
}
