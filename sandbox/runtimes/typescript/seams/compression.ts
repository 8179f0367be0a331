import type { SyncZlib } from '../platform.ts';
import { concatBytes } from '../web/bytes.ts';

type Format = 'gzip' | 'deflate' | 'deflate-raw';

/**
 * Compression streams that need promise jobs only. Node's own hand the work to threads, which nobody counts; these work at the
 * end of the stream.
 */
export function createCompressionStreams(zlib: SyncZlib) {
  const compress: Readonly<Record<Format, (bytes: Uint8Array) => Uint8Array>> = {
    gzip: zlib.gzipSync,
    deflate: zlib.deflateSync,
    'deflate-raw': zlib.deflateRawSync,
  };
  const decompress: Readonly<Record<Format, (bytes: Uint8Array) => Uint8Array>> = {
    gzip: zlib.gunzipSync,
    deflate: zlib.inflateSync,
    'deflate-raw': zlib.inflateRawSync,
  };
  class CompressionStream {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;

    constructor(format: Format) {
      const { readable, writable } = wholeTransform(requireFormat(compress, format));
      this.readable = readable;
      this.writable = writable;
    }
  }
  class DecompressionStream {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;

    constructor(format: Format) {
      const { readable, writable } = wholeTransform(requireFormat(decompress, format));
      this.readable = readable;
      this.writable = writable;
    }
  }
  return { CompressionStream, DecompressionStream };
}

function requireFormat<T>(formats: Readonly<Record<Format, T>>, format: Format): T {
  const found = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!found) throw new TypeError(`Unsupported compression format: '${format}'`);
  return found;
}

function wholeTransform(work: (bytes: Uint8Array) => Uint8Array): TransformStream<Uint8Array, Uint8Array> {
  const parts: Uint8Array[] = [];
  return new TransformStream({
    transform: (chunk) => void parts.push(chunk),
    flush(controller) {
      try {
        controller.enqueue(Uint8Array.from(work(concatBytes(parts))));
      } catch (error) {
        controller.error(new TypeError(error instanceof Error ? error.message : String(error)));
      }
    },
  });
}
