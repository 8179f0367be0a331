import type { OnProgress, PythonAssets, PythonManifest, PythonPart } from './assets.ts';
import { decodeFiles } from './carried-files.ts';

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
  const open = opener(assetBase, totalOf(manifest), onProgress);
  const bytes = async (part: PythonPart): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await new Response(await open(part)).arrayBuffer());
  const compiled = async (part: PythonPart): Promise<WebAssembly.Module> =>
    WebAssembly.compileStreaming(new Response(await open(part), { headers: { 'content-type': 'application/wasm' } }));
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
  const streamed = [parts.wasm, parts.stdlibRest, parts.rest, parts.files, snapshot.part];
  for (const module of snapshot.sideModules) streamed.push(module.part);
  return streamed.reduce((sum, part) => sum + part.sent, 0);
}

/** Opens parts as streams of their unpacked bytes, and counts what arrives. */
function opener(assetBase: string, total: number, onProgress: OnProgress) {
  let received = 0;
  onProgress({ received, total });
  return async (part: PythonPart): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
    const response = await fetch(new URL(part.file, assetBase));
    if (!response.ok || response.body === null) {
      throw new Error(`Failed to load ${part.file}: status ${response.status}. Build the site again.`);
    }
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        onProgress({ received, total });
        controller.enqueue(chunk);
      },
    });
    const counted = response.body.pipeThrough(counter);
    return part.file.endsWith('.gz') ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  };
}

/** Puts what workers import as modules into the HTTP cache. */
async function preload(assetBase: string, parts: readonly PythonPart[]): Promise<void> {
  await Promise.all(parts.map(async (part) => (await fetch(new URL(part.file, assetBase))).arrayBuffer()));
}
