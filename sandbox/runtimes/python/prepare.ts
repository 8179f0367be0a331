import type { OnProgress, PythonAssets, PythonManifest, PythonPart } from './assets.ts';
import { decodeFiles } from './carried-files.ts';
import { unpackZstd } from './zstd.ts';

/**
 * Fetches, unpacks and compiles what workers need to start Python. Once per page, on the reader's intent; the result may be
 * posted to any number of workers, compiled modules keep their optimised code that way.
 *
 * `assetBase` is the absolute URL of the folder with `manifest.json`. Throws a TypeError of `fetch`, or an Error that names
 * the part the host did not have.
 */
export async function preparePython(
  assetBase: string,
  manifest: PythonManifest,
  onProgress: OnProgress = () => {},
): Promise<PythonAssets> {
  const { parts, snapshot } = manifest;
  const receive = receiver(assetBase, totalOf(manifest), onProgress);
  const decoder = receive(parts.decoder).then((code) => WebAssembly.compile(code));
  const bytes = async (part: PythonPart): Promise<Uint8Array<ArrayBuffer>> => {
    const received = await receive(part);
    return part.file.endsWith('.zst') ? unpackZstd(await decoder, received, part.bytes) : received;
  };
  const compiled = async (part: PythonPart): Promise<WebAssembly.Module> => WebAssembly.compile(await bytes(part));
  const [wasm, sideModules, memory, stdlibRest, rest, files] = await Promise.all([
    compiled(parts.wasm),
    Promise.all(snapshot.sideModules.map(({ part }) => compiled(part))),
    bytes(snapshot.part),
    bytes(parts.stdlibRest),
    bytes(parts.rest),
    bytes(parts.files),
    preload(assetBase, [parts.loader, parts.machine]),
  ]);
  return {
    manifest,
    assetBase,
    wasm,
    stdlibRest,
    rest,
    files: decodeFiles(files),
    snapshot: { memory, sideModules },
    whole: null,
  };
}

/** Bytes that `preparePython` will receive, for asking before a metered connection is used. */
export function totalOf({ parts, snapshot }: PythonManifest): number {
  const streamed = [parts.decoder, parts.wasm, parts.stdlibRest, parts.rest, parts.files, snapshot.part];
  for (const module of snapshot.sideModules) streamed.push(module.part);
  return streamed.reduce((sum, part) => sum + part.sent, 0);
}

/** Receives parts as they are sent, and counts what arrives. */
function receiver(assetBase: string, total: number, onProgress: OnProgress) {
  let received = 0;
  onProgress({ received, total });
  return async (part: PythonPart): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await fetch(new URL(part.file, assetBase));
    if (!response.ok || response.body === null) {
      throw new Error(`Failed to load ${part.file}: status ${response.status}. Build the site again.`);
    }
    const bytes = new Uint8Array(part.sent);
    let at = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > part.sent) throw wrongSize(part);
      bytes.set(value, at);
      at += value.length;
      received += value.length;
      onProgress({ received, total });
    }
    if (at < part.sent) throw wrongSize(part);
    return bytes;
  };
}

function wrongSize({ file, sent }: PythonPart): Error {
  return new Error(`Failed to load ${file}: it is not of ${sent} bytes. Reload the page.`);
}

/** Puts what workers import as modules into the HTTP cache. */
async function preload(assetBase: string, parts: readonly PythonPart[]): Promise<void> {
  await Promise.all(parts.map(async (part) => (await fetch(new URL(part.file, assetBase))).arrayBuffer()));
}
