import type { Outcome } from '../trace/event.ts';
import { LabError, type LabFailure } from './lab-error.ts';
import { createLabWorker, type LabWorker, type WorkerNews } from './lab-worker.ts';
import { browserMemoryExceeded } from './memory-limit.ts';
import type { RunOrder } from './protocol.ts';
import { createRun, isFinal, type Run, type RunControl } from './run.ts';
import { RUN_TIME_LIMIT_MS, runTimeExceeded } from './run-time-limit.ts';
import { downloadSize, openRuntime, type RuntimeSource } from './runtime-source.ts';

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
  /**
   * Gives up a preparation that still loads and that no run waits for: `prepare` resolves, and the next one begins anew. Else
   * nothing happens.
   */
  abandon(runtime: RuntimeName): void;
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

/** The loading of a runtime, from its beginning; `abandoned` resolves when nobody wants it any more. */
interface Opening {
  readonly source: Promise<RuntimeSource>;
  readonly abandoned: PromiseWithResolvers<void>;
}

/** Creates the page's laboratory. Nothing is fetched before `prepare` or `start`. */
export function createLab(options: LabOptions): LabClient {
  const maySpare = options.spare ?? hasMemoryToSpare();
  const preparations = new Map<RuntimeName, Preparation>();
  const openings = new Map<RuntimeName, Opening>();
  const spares = new Map<RuntimeName, LabWorker>();
  const listeners = new Set<(runtime: RuntimeName, state: Preparation) => void>();
  const running = new Map<Run, RuntimeName>();

  const tell = (runtime: RuntimeName, state: Preparation): void => {
    preparations.set(runtime, state);
    for (const listener of [...listeners]) listener(runtime, state);
  };

  const dropSpare = (runtime: RuntimeName): void => {
    spares.get(runtime)?.terminate();
    spares.delete(runtime);
  };

  /** What the page has of a runtime; its loading begins with the first call. */
  const open = (runtime: RuntimeName): Opening => {
    const known = openings.get(runtime);
    if (known !== undefined) return known;
    const tellOfThis = (state: Preparation): void => {
      if (openings.get(runtime) === opening) tell(runtime, state);
    };
    const source = openRuntime(options.base, runtime, (received, total) => {
      tellOfThis({ kind: 'loading', received, total });
    });
    const opening: Opening = { source, abandoned: Promise.withResolvers() };
    openings.set(runtime, opening);
    tell(runtime, { kind: 'loading', received: 0, total: 0 });
    const fail = (error: unknown): void => {
      if (openings.get(runtime) !== opening) return;
      openings.delete(runtime);
      dropSpare(runtime);
      tell(runtime, { kind: 'failed', ...failureOf(error) });
    };
    source.then((opened) => {
      opened.ready.then(() => tellOfThis({ kind: 'ready' })).catch(() => undefined);
      opened.broken.catch((error: unknown) => {
        opened.dispose();
        fail(error);
      });
    }, fail);
    return opening;
  };

  /** A worker for the next run: the spare one, or a new one. */
  const takeWorker = (runtime: RuntimeName, from: RuntimeSource): LabWorker => {
    const spare = spares.get(runtime);
    spares.delete(runtime);
    if (spare?.failure === null) return spare;
    spare?.terminate();
    return createLabWorker(from.preparation());
  };

  /**
   * Gets a worker ready for the next run, while the page has nothing else to do. Beside a run it would take that program's
   * time and the page's: the run's end asks again.
   */
  const keepSpare = async (runtime: RuntimeName): Promise<void> => {
    if (spares.has(runtime)) return;
    const opening = open(runtime);
    const from = await opening.source;
    await idle();
    if (openings.get(runtime) !== opening || running.size > 0) return;
    if (!maySpare) from.stock();
    else if (!spares.has(runtime)) spares.set(runtime, createLabWorker(from.preparation()));
  };

  const begin = async (order: RunOrder, control: RunControl, holder: { worker: LabWorker | null }): Promise<void> => {
    const from = await open(order.runtime).source;
    if (isFinal(control.run.state)) return;
    // It comes up while the rest is still loading.
    const worker = takeWorker(order.runtime, from);
    holder.worker = worker;
    let at = 0;
    const endBy = (outcome: Outcome): void => {
      control.trace([{ kind: 'run-ended', at, outcome }]);
      control.end({ kind: 'ended', outcome });
    };
    worker.start(order, (news) => {
      if (news.kind === 'trace') at = news.events.at(-1)?.at ?? at;
      if (news.kind === 'perished') endBy(browserMemoryExceeded);
      else moveRun(control, news);
    });
    // Once the program runs, it needs nobody any more.
    const lost = from.broken.catch((error: unknown) => {
      if (control.run.state.kind === 'preparing') throw error;
      return control.run.ended;
    });
    try {
      await Promise.race([from.ready, lost, control.run.ended]);
      const timer = setTimeout(() => endBy(runTimeExceeded), RUN_TIME_LIMIT_MS);
      await Promise.race([control.run.ended, lost]).finally(() => clearTimeout(timer));
    } finally {
      worker.terminate();
    }
  };

  return {
    async prepare(runtime) {
      const sparing = keepSpare(runtime);
      const { source, abandoned } = open(runtime);
      const prepared = Promise.all([source.then(({ ready }) => ready), sparing]);
      await Promise.race([prepared, abandoned.promise]);
    },
    abandon(runtime) {
      const opening = openings.get(runtime);
      const isAwaited = [...running.values()].includes(runtime);
      if (opening === undefined || preparations.get(runtime)?.kind !== 'loading' || isAwaited) return;
      openings.delete(runtime);
      dropSpare(runtime);
      opening.source.then(({ dispose }) => dispose()).catch(() => undefined);
      opening.abandoned.resolve();
      tell(runtime, { kind: 'idle' });
    },
    preparation: (runtime) => preparations.get(runtime) ?? { kind: 'idle' },
    downloadSize: (runtime) => (openings.has(runtime) ? Promise.resolve(0) : downloadSize(options.base, runtime)),
    onPreparation(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start(order) {
      const holder: { worker: LabWorker | null } = { worker: null };
      const control = createRun(order, () => holder.worker?.terminate());
      running.set(control.run, order.runtime);
      begin(order, control, holder).catch((error: unknown) => {
        control.end({ kind: 'machinery-failed', ...failureOf(error) });
      });
      control.run.ended.then((end) => {
        running.delete(control.run);
        if (end.kind === 'machinery-failed') return;
        for (const runtime of openings.keys()) keepSpare(runtime).catch(() => undefined);
      });
      return control.run;
    },
    dispose() {
      for (const run of running.keys()) run.stop();
      for (const runtime of spares.keys()) dropSpare(runtime);
      for (const { source } of openings.values()) source.then(({ dispose }) => dispose()).catch(() => undefined);
      openings.clear();
    },
  };
}

function moveRun(control: RunControl, message: Exclude<WorkerNews, { kind: 'perished' }>): void {
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

/** When the page has nothing else to do; after 200 ms at the latest. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    // The wire to the browser: WebKit does not have it, and the types of a worker do not know it.
    const { requestIdleCallback: ask } = globalThis as {
      readonly requestIdleCallback?: (call: () => void, options: { readonly timeout: number }) => number;
    };
    if (ask === undefined) setTimeout(resolve);
    else ask(() => resolve(), { timeout: 200 });
  });
}

function failureOf(error: unknown): LabFailure {
  return error instanceof LabError
    ? { step: error.step, message: error.message }
    : { step: 'worker', message: error instanceof Error ? error.message : String(error) };
}

/** A Python worker holds about 200 MB. Where the device does not tell its memory, touch means a small one. */
function hasMemoryToSpare(): boolean {
  // The wire to the browser: neither field is in the types of every platform this file is checked for.
  const device = navigator as { readonly deviceMemory?: number; readonly maxTouchPoints?: number };
  return (device.deviceMemory ?? ((device.maxTouchPoints ?? 0) > 1 ? 2 : 8)) >= 4;
}
