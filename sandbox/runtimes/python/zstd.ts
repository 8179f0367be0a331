/** What the decoder's WebAssembly module exports, as far as it is used here. */
interface Decoder {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  ZSTD_decompress(to: number, toBytes: number, from: number, fromBytes: number): number;
}

/**
 * Unpacks Zstandard, which browsers' DecompressionStream does not know. `decoder` is the compiled decoder of the package
 * zstddec; each call has an instance of its own, so that its memory is free afterwards. Throws where the result is not of
 * `bytes` bytes.
 */
export function unpackZstd(decoder: WebAssembly.Module, packed: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const instance = new WebAssembly.Instance(decoder, { env: { emscripten_notify_memory_growth: () => undefined } });
  // The wire to WebAssembly: the package is pinned, and its tests use these.
  const { memory, malloc, ZSTD_decompress } = instance.exports as unknown as Decoder;
  const from = malloc(packed.length);
  const to = malloc(bytes);
  new Uint8Array(memory.buffer).set(packed, from);
  const size = ZSTD_decompress(to, bytes, from, packed.length);
  if (size !== bytes) throw new Error(`Failed to unpack: ${size} instead of ${bytes} bytes. Build the site again.`);
  return new Uint8Array(memory.buffer).slice(to, to + bytes);
}
