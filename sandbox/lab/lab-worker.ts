import type { LabFailure } from './lab-error.ts';
import { decodeFromWorker, type FromWorker, type RunOrder, type ToWorker } from './protocol.ts';

/** A worker that prepares itself for one run. */
export interface LabWorker {
  /** Starts the one run, at once or as soon as it is prepared. Messages go to `take` from now on. */
  start(order: RunOrder, take: (message: Exclude<FromWorker, { kind: 'up' | 'ready' }>) => void): void;
  /** Whether a run would start at once. */
  readonly ready: boolean;
  /** Set once it can no longer serve a run. */
  readonly failure: LabFailure | null;
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

/** A worker that has not reported after this many milliseconds never will. */
const UP_TIMEOUT_MS = 30_000;

/**
 * Creates a worker from a blob: URL, so that it inherits the page's Content-Security-Policy, and prepares it.
 * `moduleUrl` is absolute. `onReady` is called when a run would start at once.
 */
export function createLabWorker(
  moduleUrl: string,
  preparation: Extract<ToWorker, { kind: 'prepare' }>,
  onReady: () => void,
): LabWorker {
  let take: ((message: Exclude<FromWorker, { kind: 'up' | 'ready' }>) => void) | null = null;
  let order: RunOrder | null = null;
  let up = false;
  let ready = false;
  let failure: LabFailure | null = null;
  const source = new Blob([`import ${JSON.stringify(moduleUrl)};`], { type: 'text/javascript' });
  const url = URL.createObjectURL(source);
  const worker = new Worker(url, { type: 'module', name: `labor-${preparation.runtime}` });
  const fail = (step: string, message: string): void => {
    clearTimeout(timer);
    failure ??= { step, message };
    take?.({ kind: 'machinery-failed', ...failure });
  };
  const timer = setTimeout(() => fail('worker', 'Failed to start the worker: it did not report.'), UP_TIMEOUT_MS);
  const post = (message: ToWorker): void => worker.postMessage(message);

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const where = event.filename ? ` (${event.filename}:${event.lineno})` : '';
    fail(
      ready ? 'run' : 'worker',
      event.message ? event.message + where : 'Failed to start the worker: it was blocked.',
    );
  });
  worker.addEventListener('messageerror', () => fail('run', 'Failed to read a message of the worker.'));
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = decodeFromWorker(event.data);
    if (message === null) return;
    switch (message.kind) {
      case 'up':
        clearTimeout(timer);
        URL.revokeObjectURL(url);
        up = true;
        post(preparation);
        if (order !== null) post({ kind: 'start', order });
        break;
      case 'ready':
        ready = true;
        onReady();
        break;
      case 'machinery-failed':
        fail(message.step, message.message);
        break;
      default:
        take?.(message);
    }
  });

  return {
    start(given, taker) {
      take = taker;
      order = given;
      if (failure !== null) taker({ kind: 'machinery-failed', ...failure });
      else if (up) post({ kind: 'start', order });
    },
    get ready() {
      return ready;
    },
    get failure() {
      return failure;
    },
    terminate() {
      clearTimeout(timer);
      take = null;
      worker.terminate();
    },
  };
}
