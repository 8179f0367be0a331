import type { Outcome } from '../../trace/event.ts';
import type { RunSetup, Runtime } from '../runtime.ts';
import type { PythonAssets } from './assets.ts';

/** How the interpreter came up. */
export interface StartReport {
  /** `normal`: the snapshot was absent or did not fit; everything was imported afresh, which takes seconds. */
  readonly kind: 'snapshot' | 'normal';
  /** Real milliseconds from the call to an interpreter that is ready for a program. */
  readonly ms: number;
}

export interface PythonRuntime extends Runtime {
  readonly name: 'python';
  /** Settles when the interpreter is up; rejects where this browser cannot start it at all. `run` awaits it by itself. */
  readonly ready: Promise<StartReport>;
}

/**
 * Starts Python in this worker at once. The worker belongs to Python from then on: its global scope is emptied of
 * everything that reaches a network, and clock and randomness are replaced when `run` is called.
 *
 * `run` emits what the program does (`output`, `waited`, `task`); `run-started` and `run-ended` are the lab's.
 */
export function createPythonRuntime(_options: { readonly assets: PythonAssets }): PythonRuntime {
  const ready = Promise.reject(new Error('Failed to start Python: under construction.'));
  return {
    name: 'python',
    ready,
    run: (_setup: RunSetup): Promise<Outcome> =>
      ready.then(() => {
        throw new Error();
      }),
  };
}
