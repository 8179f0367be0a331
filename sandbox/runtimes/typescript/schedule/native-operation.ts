/** A native promise under way; in Wiederholbar queued from the start, else once it has settled. */
export interface NativeOperation {
  deliver: (() => void) | null;
  readonly release: () => void;
  readonly keepAlive: () => void;
}

/** The macrotask that tells the program. */
export function finish(operation: NativeOperation): () => void {
  return () => {
    operation.release();
    operation.keepAlive();
    operation.deliver?.();
  };
}
