/** What a worker tells before anything else: it listens. */
interface Up {
  readonly kind: 'up';
}

export interface BlobWorkerOptions<FromIt extends { readonly kind: string }> {
  /** Absolute URL of the worker's module. */
  readonly moduleUrl: string;
  readonly name: string;
  /** Reads a message; null where it is none of ours. */
  readonly decode: (data: unknown) => FromIt | Up | null;
  readonly take: (message: Exclude<FromIt, Up>) => void;
  /** It can no longer do its work: once before it has come up, or any number of times later. */
  readonly fail: (message: string) => void;
}

export interface BlobWorker<ToIt> {
  /** Messages wait until the worker has said that it listens. */
  post(message: ToIt, transfer?: Transferable[]): void;
  terminate(): void;
}

/** A worker that has not reported after this many milliseconds never will. */
const UP_TIMEOUT_MS = 30_000;

/** Creates a worker from a blob: URL, so that it inherits the page's Content-Security-Policy. */
export function createBlobWorker<ToIt, FromIt extends { readonly kind: string }>(
  options: BlobWorkerOptions<FromIt>,
): BlobWorker<ToIt> {
  const source = new Blob([`import ${JSON.stringify(options.moduleUrl)};`], { type: 'text/javascript' });
  const url = URL.createObjectURL(source);
  const worker = new Worker(url, { type: 'module', name: options.name });
  let waiting: [ToIt, Transferable[]][] | null = [];
  const fail = (message: string): void => {
    clearTimeout(timer);
    options.fail(message);
  };
  const timer = setTimeout(() => fail('Failed to start the worker: it did not report.'), UP_TIMEOUT_MS);

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const where = event.filename ? ` (${event.filename}:${event.lineno})` : '';
    fail(event.message ? event.message + where : 'Failed to start the worker: it was blocked.');
  });
  worker.addEventListener('messageerror', () => fail('Failed to read a message of the worker.'));
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = options.decode(event.data);
    if (message === null) return;
    if (message.kind !== 'up') return options.take(message as Exclude<FromIt, Up>);
    clearTimeout(timer);
    URL.revokeObjectURL(url);
    for (const [first, transfer] of waiting ?? []) worker.postMessage(first, transfer);
    waiting = null;
  });

  return {
    post(message, transfer = []) {
      if (waiting === null) worker.postMessage(message, transfer);
      else waiting.push([message, transfer]);
    },
    terminate() {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}
