import type { PythonAssets } from './assets.ts';

/** A copy of the bytes of `assets`, to be handed to a worker together with its `buffers`. Compiled modules are shared. */
export function copyAssets(assets: PythonAssets): { readonly copy: PythonAssets; readonly buffers: ArrayBuffer[] } {
  const { snapshot, whole } = assets;
  const copy: PythonAssets = {
    ...assets,
    stdlibRest: assets.stdlibRest.slice(),
    rest: assets.rest.slice(),
    files: assets.files.map(([path, bytes]) => [path, bytes.slice()]),
    snapshot: snapshot && { ...snapshot, memory: snapshot.memory.slice() },
    whole: whole && { stdlib: whole.stdlib.slice(), packages: whole.packages.slice() },
  };
  return { copy, buffers: buffersOf(copy) };
}

/** What of the assets can be handed over instead of being cloned. */
export function buffersOf({ stdlibRest, rest, files, snapshot, whole }: PythonAssets): ArrayBuffer[] {
  const parts = [stdlibRest, rest, ...files.map(([, bytes]) => bytes)];
  if (snapshot !== null) parts.push(snapshot.memory);
  if (whole !== null) parts.push(whole.stdlib, whole.packages);
  return parts.map(({ buffer }) => buffer);
}
