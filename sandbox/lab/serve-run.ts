import type { Runtime } from '../runtimes/runtime.ts';
import { execute } from './execute.ts';
import { decodeToWorker, type FromWorker, type RunOrder, type ToWorker } from './protocol.ts';

/** How this worker's platform does what differs between a browser and Node. */
export interface WorkerPlatform {
  post(message: FromWorker): void;
  /** Real time in milliseconds, rising. */
  realNow(): number;
  /** Brings up a runtime; `assets` is what was prepared outside. Resolves when it can be told to run, ready or not. */
  load(order: Extract<ToWorker, { kind: 'prepare' }>): Promise<Runtime>;
  /** Begins to load what the runtime will import. */
  warmUp(order: Extract<ToWorker, { kind: 'warm-up' }>): void;
}

type State =
  | { readonly kind: 'empty' }
  | { readonly kind: 'prepared'; readonly runtime: Promise<Runtime> }
  | { readonly kind: 'running' };

/** The worker's end of the protocol, for one run: first `prepare`, then `start`. Returns the taker of messages. */
export function serveRun(platform: WorkerPlatform): (data: unknown) => void {
  let state: State = { kind: 'empty' };

  const fail = (step: string, error: unknown): void => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    platform.post({ kind: 'machinery-failed', step, message });
  };

  const prepare = (message: Extract<ToWorker, { kind: 'prepare' }>): void => {
    const runtime = platform.load(message);
    state = { kind: 'prepared', runtime };
    const ready = runtime.then((loaded) => loaded.ready);
    ready.then(
      () => platform.post({ kind: 'ready' }),
      (error: unknown) => fail('prepare', error),
    );
  };

  const start = async (order: RunOrder, runtime: Promise<Runtime>): Promise<void> => {
    const loaded = await runtime;
    let over = false;
    const end = (message: FromWorker): void => {
      if (!over) platform.post(message);
      over = true;
    };
    const outcome = await execute(order, loaded, {
      post: (events) => {
        if (!over) platform.post({ kind: 'trace', events });
      },
      realNow: platform.realNow,
      abandon: (abandoned) => end({ kind: 'ended', outcome: abandoned }),
    });
    end({ kind: 'ended', outcome });
  };

  return (data) => {
    const message = decodeToWorker(data);
    if (message.kind === 'warm-up') platform.warmUp(message);
    else if (message.kind === 'prepare') prepare(message);
    else if (state.kind === 'prepared') {
      const { runtime } = state;
      state = { kind: 'running' };
      start(message.order, runtime).catch((error: unknown) => fail('run', error));
    } else fail('start', new Error(`Failed to start a run: the worker is ${state.kind}. Take a fresh worker.`));
  };
}
