import type { Clock } from '../../clock/clock.ts';
import type { Emit, OutputStream } from '../../trace/event.ts';

/** Where Python's file descriptors 1 and 2 lead. */
export interface Sink {
  write(bytes: Uint8Array): number;
  readonly isatty: false;
}

/** Makes one `output` event of each write; characters split between two writes are put together. */
export function createSink(stream: OutputStream, clock: Clock, emit: Emit): Sink {
  const decoder = new TextDecoder();
  return {
    write(bytes) {
      const text = decoder.decode(bytes, { stream: true });
      if (text !== '') emit({ kind: 'output', at: clock.peek(), stream, text });
      return bytes.length;
    },
    isatty: false,
  };
}
