import type { LabFailure } from './lab-error.ts';
import { decodeFromWorker, type FromWorker, type RunOrder, type ToWorker } from './protocol.ts';
import { openWorkerLine, type StartWorker } from './worker-line.ts';

/** How a worker is started and its runtime brought up. For one worker. */
export interface WorkerPreparation {
  readonly start: StartWorker;
  readonly warmUp: Extract<ToWorker, { kind: 'warm-up' }>;
  /** Posts what the runtime is prepared with, at once or as soon as it is there. Called once. */
  prepare(post: (message: Extract<ToWorker, { kind: 'prepare' }>, transfer: Transferable[]) => void): void;
}

/** What a run hears of its worker. */
export type WorkerNews =
  | Exclude<FromWorker, { kind: 'up' | 'ready' }>
  /** Its process has ended while the program ran. */
  | { readonly kind: 'perished' };

/** A worker that prepares itself for one run. */
export interface LabWorker {
  /** Starts the one run, at once or as soon as it is prepared. Messages go to `take` from now on. */
  start(order: RunOrder, take: (news: WorkerNews) => void): void;
  /** Set once it can no longer serve a run. */
  readonly failure: LabFailure | null;
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

/** Creates a worker under the page's Content-Security-Policy, and prepares it. */
export function createLabWorker(preparation: WorkerPreparation): LabWorker {
  let take: ((news: WorkerNews) => void) | null = null;
  let ready = false;
  let prepared = false;
  /** The program has told something. */
  let started = false;
  let order: RunOrder | null = null;
  let over = false;
  let failure: LabFailure | null = null;
  const fail = (step: string, message: string): void => {
    failure ??= { step, message };
    take?.({ kind: 'machinery-failed', ...failure });
  };
  const worker = openWorkerLine<ToWorker, FromWorker>({
    start: preparation.start,
    decode: decodeFromWorker,
    fail: (message) => fail(ready ? 'run' : 'worker', message),
    perish() {
      if (started) take?.({ kind: 'perished' });
      fail('worker', 'Failed to keep the worker: its process has ended.');
    },
    take(message) {
      if (message.kind === 'ready') ready = true;
      else if (message.kind === 'machinery-failed') fail(message.step, message.message);
      else {
        started = true;
        take?.(message);
      }
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
