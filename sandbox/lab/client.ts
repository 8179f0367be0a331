import { preparePython, totalOf } from '../runtimes/python/prepare.ts';
import { LabError, type LabFailure } from './lab-error.ts';
import { createLabWorker, type LabWorker } from './lab-worker.ts';
import { type LabManifest, runtimeFolders } from './manifest.ts';
import type { FromWorker, RunOrder, ToWorker } from './protocol.ts';
import { createRun, isFinal, type Run, type RunControl } from './run.ts';
import { RUN_TIME_LIMIT_MS, runTimeExceeded } from './run-time-limit.ts';

export { LabError, type LabFailure } from './lab-error.ts';
export type { RunOrder } from './protocol.ts';
export type { Run, RunEnd, RunListener, RunState } from './run.ts';

export type RuntimeName = RunOrder['runtime'];

/** How far a runtime is prepared in this page. */
export type Preparation =
  | { readonly kind: 'idle' }
  /** Bytes received of the bytes that will be sent; `total` is 0 until it is known. */
  | { readonly kind: 'loading'; readonly received: number; readonly total: number }
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'failed' } & LabFailure);

export interface LabOptions {
  /** Absolute URL of the lab's assets (`<base>lab/`), with a slash at the end. */
  readonly base: string;
  /** Whether a prepared worker may wait for the next run; default: where the device says or seems to have 4 GB or more. */
  readonly spare?: boolean;
}

/** The page's way into the laboratory. One per page. */
export interface LabClient {
  /** On the reader's intent: fetches what the runtime needs and gets a worker ready. Rejects with LabError; may be called again. */
  prepare(runtime: RuntimeName): Promise<void>;
  preparation(runtime: RuntimeName): Preparation;
  /**
   * Bytes that a runtime's first start will still fetch, for asking before a metered connection is used; 0 where it is
   * prepared, where it is small (TypeScript), and where this cannot be known (the start itself then tells why).
   */
  downloadSize(runtime: RuntimeName): Promise<number>;
  /** Tells of every change of a preparation; returns the way to unsubscribe. */
  onPreparation(listener: (runtime: RuntimeName, state: Preparation) => void): () => void;
  /** Starts a run in a fresh worker, preparing first what is missing. What fails is the run's final state. */
  start(order: RunOrder): Run;
  /** Stops all runs and lets go of spare workers. */
  dispose(): void;
}

interface Prepared {
  readonly moduleUrl: string;
  readonly message: Extract<ToWorker, { kind: 'prepare' }>;
}

/** Creates the page's laboratory. Nothing is fetched before `prepare` or `start`. */
export function createLab(options: LabOptions): LabClient {
  const maySpare = options.spare ?? hasMemoryToSpare();
  const preparations = new Map<RuntimeName, Preparation>();
  const prepared = new Map<RuntimeName, Promise<Prepared>>();
  const spares = new Map<RuntimeName, LabWorker>();
  const listeners = new Set<(runtime: RuntimeName, state: Preparation) => void>();
  const running = new Set<Run>();

  const tell = (runtime: RuntimeName, state: Preparation): void => {
    preparations.set(runtime, state);
    for (const listener of [...listeners]) listener(runtime, state);
  };

  const load = (runtime: RuntimeName): Promise<Prepared> => {
    const known = prepared.get(runtime);
    if (known !== undefined) return known;
    tell(runtime, { kind: 'loading', received: 0, total: 0 });
    const loading = loadRuntime(options.base, runtime, (received, total) => {
      tell(runtime, { kind: 'loading', received, total });
    });
    prepared.set(runtime, loading);
    loading.then(
      () => tell(runtime, { kind: 'ready' }),
      (error: unknown) => {
        prepared.delete(runtime);
        tell(runtime, { kind: 'failed', ...failureOf(error) });
      },
    );
    return loading;
  };

  /** A worker for the next run: the spare one, or a new one. */
  const takeWorker = (runtime: RuntimeName, from: Prepared, onReady: () => void): LabWorker => {
    const spare = spares.get(runtime);
    spares.delete(runtime);
    if (spare?.failure === null) {
      if (spare.ready) onReady();
      return spare;
    }
    spare?.terminate();
    return createLabWorker(from.moduleUrl, from.message, onReady);
  };

  const keepSpare = async (runtime: RuntimeName): Promise<void> => {
    if (!maySpare || spares.has(runtime)) return;
    const from = await load(runtime);
    if (!spares.has(runtime))
      spares.set(
        runtime,
        createLabWorker(from.moduleUrl, from.message, () => {}),
      );
  };

  const begin = async (order: RunOrder, control: RunControl, holder: { worker: LabWorker | null }): Promise<void> => {
    const from = await load(order.runtime);
    if (isFinal(control.run.state)) return;
    const worker = takeWorker(order.runtime, from, () => {});
    holder.worker = worker;
    let at = 0;
    const timer = setTimeout(() => {
      control.trace([{ kind: 'run-ended', at, outcome: runTimeExceeded }]);
      control.end({ kind: 'ended', outcome: runTimeExceeded });
    }, RUN_TIME_LIMIT_MS);
    worker.start(order, (message) => {
      if (message.kind === 'trace') at = message.events.at(-1)?.at ?? at;
      moveRun(control, message);
    });
    await control.run.ended;
    clearTimeout(timer);
    worker.terminate();
  };

  return {
    async prepare(runtime) {
      await load(runtime);
      await keepSpare(runtime);
    },
    preparation: (runtime) => preparations.get(runtime) ?? { kind: 'idle' },
    async downloadSize(runtime) {
      if (runtime === 'typescript' || prepared.has(runtime)) return 0;
      const manifest = await loadManifest(options.base).catch(() => null);
      return manifest?.python ? totalOf(manifest.python) : 0;
    },
    onPreparation(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start(order) {
      const holder: { worker: LabWorker | null } = { worker: null };
      const control = createRun(order, () => holder.worker?.terminate());
      running.add(control.run);
      begin(order, control, holder).catch((error: unknown) => {
        control.end({ kind: 'machinery-failed', ...failureOf(error) });
      });
      control.run.ended.then((end) => {
        running.delete(control.run);
        // Made after the run, so that the making costs the measured program no time.
        if (end.kind !== 'machinery-failed') return keepSpare(order.runtime).catch(() => {});
        return undefined;
      });
      return control.run;
    },
    dispose() {
      for (const run of running) run.stop();
      for (const worker of spares.values()) worker.terminate();
      spares.clear();
    },
  };
}

function moveRun(control: RunControl, message: Exclude<FromWorker, { kind: 'up' | 'ready' }>): void {
  switch (message.kind) {
    case 'trace':
      control.running();
      control.trace(message.events);
      break;
    case 'ended':
      control.end({ kind: 'ended', outcome: message.outcome });
      break;
    case 'machinery-failed':
      control.end(message);
  }
}

async function loadRuntime(
  base: string,
  runtime: RuntimeName,
  onProgress: (received: number, total: number) => void,
): Promise<Prepared> {
  const manifest = await loadManifest(base);
  const assetBase = new URL(runtimeFolders[runtime], base).href;
  const moduleUrl = new URL(manifest.worker, base).href;
  if (runtime === 'typescript') {
    return {
      moduleUrl,
      message: { kind: 'prepare', runtime, assetBase, assets: { manifest: manifest.typescript, assetBase } },
    };
  }
  if (manifest.python === null) {
    const message = manifest.pythonMissing ?? 'Failed to prepare Python: it was not made at build time.';
    throw new LabError({ step: 'python-missing', message });
  }
  if (typeof WebAssembly === 'undefined') {
    throw new LabError({ step: 'prepare', message: 'Failed to prepare Python: WebAssembly is missing. Allow it.' });
  }
  try {
    const assets = await preparePython(assetBase, manifest.python, ({ received, total }) =>
      onProgress(received, total),
    );
    return { moduleUrl, message: { kind: 'prepare', runtime, assetBase, assets } };
  } catch (error) {
    throw new LabError({ step: 'assets', message: textOf(error) });
  }
}

async function loadManifest(base: string): Promise<LabManifest> {
  const url = new URL('manifest.json', base);
  try {
    // Asks the host each time: after a new build the old names no longer exist.
    const response = await fetch(url, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as LabManifest;
  } catch (error) {
    throw new LabError({
      step: 'manifest',
      message: `Failed to read ${url.pathname}: ${textOf(error)}. Reload the page.`,
    });
  }
}

function failureOf(error: unknown): LabFailure {
  return error instanceof LabError
    ? { step: error.step, message: error.message }
    : { step: 'worker', message: textOf(error) };
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A Python worker holds about 200 MB. Where the device does not tell its memory, touch means a small one. */
function hasMemoryToSpare(): boolean {
  // The wire to the browser: neither field is in the types of every platform this file is checked for.
  const device = navigator as { readonly deviceMemory?: number; readonly maxTouchPoints?: number };
  return (device.deviceMemory ?? ((device.maxTouchPoints ?? 0) > 1 ? 2 : 8)) >= 4;
}
