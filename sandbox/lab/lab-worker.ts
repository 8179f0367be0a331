import { createBlobWorker } from './blob-worker.ts';
import type { LabFailure } from './lab-error.ts';
import { decodeFromWorker, type FromWorker, type RunOrder, type ToWorker } from './protocol.ts';

/** How a worker's runtime is brought up. For one worker. */
export interface WorkerPreparation {
  readonly warmUp: Extract<ToWorker, { kind: 'warm-up' }>;
  /** Posts what the runtime is prepared with, at once or as soon as it is there. Called once. */
  prepare(post: (message: Extract<ToWorker, { kind: 'prepare' }>, transfer: Transferable[]) => void): void;
}

/** A worker that prepares itself for one run. */
export interface LabWorker {
  /** Starts the one run, at once or as soon as it is prepared. Messages go to `take` from now on. */
  start(order: RunOrder, take: (message: Exclude<FromWorker, { kind: 'up' | 'ready' }>) => void): void;
  /** Set once it can no longer serve a run. */
  readonly failure: LabFailure | null;
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

/** Creates a worker under the page's Content-Security-Policy, and prepares it. `moduleUrl` is absolute. */
export function createLabWorker(moduleUrl: string, preparation: WorkerPreparation): LabWorker {
  let take: ((message: Exclude<FromWorker, { kind: 'up' | 'ready' }>) => void) | null = null;
  let ready = false;
  let prepared = false;
  let order: RunOrder | null = null;
  let over = false;
  let failure: LabFailure | null = null;
  const fail = (step: string, message: string): void => {
    failure ??= { step, message };
    take?.({ kind: 'machinery-failed', ...failure });
  };
  const worker = createBlobWorker<ToWorker, FromWorker>({
    moduleUrl,
    name: `labor-${preparation.warmUp.runtime}`,
    decode: decodeFromWorker,
    fail: (message) => fail(ready ? 'run' : 'worker', message),
    take(message) {
      if (message.kind === 'ready') ready = true;
      else if (message.kind === 'machinery-failed') fail(message.step, message.message);
      else take?.(message);
    },
  });
  worker.post(preparation.warmUp);
  preparation.prepare((message, transfer) => {
    if (over) return;
    prepared = true;
    worker.post(message, transfer);
    if (order !== null) worker.post({ kind: 'start', order });
  });

  return {
    start(given, taker) {
      take = taker;
      order = given;
      if (failure !== null) taker({ kind: 'machinery-failed', ...failure });
      else if (prepared) worker.post({ kind: 'start', order });
    },
    get failure() {
      return failure;
    },
    terminate() {
      take = null;
      over = true;
      worker.terminate();
    },
  };
}
