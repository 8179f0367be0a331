// Taken at import: a runtime replaces Atomics.wait by the laboratory's own before a program starts.
const nativeWait = Atomics.wait.bind(Atomics);

/**
 * A cell to wait on. Shared WebAssembly memory exists without cross-origin isolation, where SharedArrayBuffer does not;
 * null where the engine refuses it or forbids waiting on this thread (a page's own).
 */
function waitingCell(): Int32Array<SharedArrayBuffer> | null {
  try {
    const buffer: unknown = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer;
    // The wire to the engine: the type of `buffer` does not know shared memories.
    const cell = new Int32Array(buffer as SharedArrayBuffer);
    nativeWait(cell, 0, 0, 0);
    return cell;
  } catch {
    return null;
  }
}

let cell: Int32Array<SharedArrayBuffer> | null | undefined;

/** Really blocks this thread for `ms` milliseconds; burns the processor where the engine offers no blocking. */
export function blockFor(ms: number, realNow: () => number): void {
  const until = realNow() + ms;
  if (cell === undefined) cell = waitingCell();
  if (cell) nativeWait(cell, 0, 0, Math.max(0, ms));
  else while (realNow() < until);
}
