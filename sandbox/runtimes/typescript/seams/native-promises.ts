import { define } from '../define.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

/** The native classes whose answers come from outside the program's own microtasks. */
export interface NativeAsync {
  readonly Blob: typeof Blob;
  /** `SubtleCrypto.prototype`. */
  readonly subtlePrototype: object | null;
  readonly WebAssembly: object;
}

type Method = (...args: unknown[]) => unknown;

/**
 * Counts every natively asynchronous API that a program can reach, so that the clock does not jump over work that is still
 * under way. What cannot be counted is replaced (fetch, blob streams) or removed (prune.ts).
 */
export function trackNativePromises(native: NativeAsync, scheduler: Scheduler): void {
  trackMethods(native.Blob.prototype, ['arrayBuffer', 'text', 'bytes'], scheduler);
  trackMethods(native.WebAssembly, ['compile', 'instantiate'], scheduler);
  for (const streaming of ['compileStreaming', 'instantiateStreaming']) {
    Reflect.deleteProperty(native.WebAssembly, streaming);
  }
  if (native.subtlePrototype) {
    const methods = Object.getOwnPropertyNames(native.subtlePrototype).filter((name) => name !== 'constructor');
    trackMethods(native.subtlePrototype, methods, scheduler);
  }
  replaceBlobStream(native.Blob);
}

function trackMethods(owner: object, names: readonly string[], scheduler: Scheduler): void {
  for (const name of names) {
    const method: unknown = Object.getOwnPropertyDescriptor(owner, name)?.value;
    if (typeof method !== 'function') continue;
    define(owner, name, tracked(name, method as Method, scheduler));
  }
}

function tracked(name: string, method: Method, scheduler: Scheduler): unknown {
  return {
    [name](this: unknown, ...args: unknown[]): Promise<unknown> {
      const result = Reflect.apply(method, this, args);
      return result instanceof Promise ? scheduler.track(result) : Promise.resolve(result);
    },
  }[name];
}

const BLOB_PART = 65_536;

/** `Blob.stream()` over the counted `arrayBuffer()`: the native one settles in uncounted tasks. */
function replaceBlobStream(NativeBlob: typeof Blob): void {
  const { arrayBuffer, slice } = NativeBlob.prototype;
  define(NativeBlob.prototype, 'stream', function stream(this: Blob): ReadableStream<Uint8Array> {
    let offset = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          if (offset >= this.size) return controller.close();
          const part = slice.call(this, offset, offset + BLOB_PART);
          offset += BLOB_PART;
          controller.enqueue(new Uint8Array(await arrayBuffer.call(part)));
        },
      },
      { highWaterMark: 0 },
    );
  });
}
