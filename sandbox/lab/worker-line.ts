/** What a worker tells before anything else: it listens. */
interface Up {
  readonly kind: 'up';
}

/** What the page hears of a worker. */
export interface WorkerEvents {
  message(data: unknown): void;
  /** It can no longer do its work. */
  fail(message: string): void;
  /** Its process has ended, which only happens where it has one of its own. */
  perish(): void;
}

/** A worker that has been started, in one way or another. */
export interface StartedWorker {
  /** Whether messages that are posted before it listens are kept for it. */
  readonly keepsMessages: boolean;
  post(message: unknown, transfer: Transferable[]): void;
  /** It listens: what only its start needed can go. */
  up(): void;
  terminate(): void;
}

export type StartWorker = (events: WorkerEvents) => StartedWorker;

export interface WorkerLineOptions<FromIt extends { readonly kind: string }> {
  /** Starts the worker. */
  readonly start: StartWorker;
  /** Reads a message; null where it is none of ours. */
  readonly decode: (data: unknown) => FromIt | Up | null;
  readonly take: (message: Exclude<FromIt, Up>) => void;
  /** It can no longer do its work: once before it has come up, or any number of times later. */
  readonly fail: (message: string) => void;
  /** Its process has ended. */
  readonly perish: () => void;
}

/** The page's line to a worker. */
export interface WorkerLine<ToIt> {
  /** Messages wait until the worker listens. */
  post(message: ToIt, transfer?: Transferable[]): void;
  terminate(): void;
}

/** A worker that has not reported after this many milliseconds never will. */
const UP_TIMEOUT_MS = 30_000;

/** Starts a worker and speaks with it. */
export function openWorkerLine<ToIt, FromIt extends { readonly kind: string }>(
  options: WorkerLineOptions<FromIt>,
): WorkerLine<ToIt> {
  let waiting: [ToIt, Transferable[]][] | null = [];
  const fail = (message: string): void => {
    clearTimeout(timer);
    options.fail(message);
  };
  const timer = setTimeout(() => fail('Failed to start the worker: it did not report.'), UP_TIMEOUT_MS);
  const worker = options.start({
    fail,
    perish() {
      clearTimeout(timer);
      options.perish();
    },
    message(data) {
      const message = options.decode(data);
      if (message === null) return;
      if (message.kind !== 'up') return options.take(message as Exclude<FromIt, Up>);
      clearTimeout(timer);
      worker.up();
      for (const [first, transfer] of waiting ?? []) worker.post(first, transfer);
      waiting = null;
    },
  });
  if (worker.keepsMessages) waiting = null;

  return {
    post(message, transfer = []) {
      if (waiting === null) worker.post(message, transfer);
      else waiting.push([message, transfer]);
    },
    terminate() {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}
