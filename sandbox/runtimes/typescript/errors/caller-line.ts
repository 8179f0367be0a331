import { readerLine } from './stack.ts';

/** Deep enough to pass a client library's frames between a seam and the reader's line. */
const DEPTH = 40;

/** What V8 adds to the error constructor; other engines have neither. */
interface StackSettings {
  stackTraceLimit?: number;
  prepareStackTrace?: unknown;
}

const NativeError = Error;

/**
 * Finds the reader's line on whose behalf a seam is being called, from the stack: the innermost frame of the reader's file,
 * in V8 also through functions that await. Undefined where the stack does not reach the reader.
 */
export function createCallerLine(fileName: string): () => number | undefined {
  // The wire to the engine.
  const settings = NativeError as StackSettings;
  return () => {
    const { stackTraceLimit, prepareStackTrace } = settings;
    const isV8 = stackTraceLimit !== undefined;
    if (isV8) {
      settings.stackTraceLimit = DEPTH;
      settings.prepareStackTrace = undefined;
    }
    const stack = new NativeError().stack ?? '';
    if (isV8) {
      settings.stackTraceLimit = stackTraceLimit;
      settings.prepareStackTrace = prepareStackTrace;
    }
    return readerLine(stack, fileName);
  };
}
