import { define } from '../define.ts';

interface IterationOptions {
  readonly preventCancel?: boolean;
}

/** Gives native streams what some engines lack: iteration with `for await`, and `ReadableStream.from`. */
export function completeStreams(NativeStream: typeof ReadableStream): void {
  const prototype = NativeStream.prototype;
  if (!(Symbol.asyncIterator in prototype)) {
    define(prototype, 'values', iterate);
    define(prototype, Symbol.asyncIterator, iterate);
  }
  if (!('from' in NativeStream)) define(NativeStream, 'from', streamFrom);
}

async function* iterate<T>(this: ReadableStream<T>, options: IterationOptions = {}): AsyncGenerator<T> {
  const reader = this.getReader();
  let over = false;
  try {
    for (;;) {
      const result = await reader.read().catch((error: unknown) => {
        over = true;
        throw error;
      });
      over = result.done;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    const cancelled = over || options.preventCancel ? undefined : reader.cancel();
    reader.releaseLock();
    await cancelled;
  }
}

function streamFrom<T>(source: AsyncIterable<T> | Iterable<T>): ReadableStream<T> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
