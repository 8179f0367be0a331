import type { StartWorker } from './worker-line.ts';

/**
 * Starts a worker from a blob: URL, so that it inherits the page's Content-Security-Policy. `moduleUrl` is absolute. Throws
 * where the browser forbids it at once.
 */
export function blobWorker(moduleUrl: string, name: string): StartWorker {
  return (events) => {
    const source = new Blob([`import ${JSON.stringify(moduleUrl)};`], { type: 'text/javascript' });
    const url = URL.createObjectURL(source);
    const worker = new Worker(url, { type: 'module', name });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const where = event.filename ? ` (${event.filename}:${event.lineno})` : '';
      events.fail(event.message ? event.message + where : 'Failed to start the worker: it was blocked.');
    });
    worker.addEventListener('messageerror', () => events.fail('Failed to read a message of the worker.'));
    worker.addEventListener('message', (event: MessageEvent<unknown>) => events.message(event.data));
    return {
      keepsMessages: false,
      post: (message, transfer) => worker.postMessage(message, transfer),
      up: () => URL.revokeObjectURL(url),
      terminate: () => worker.terminate(),
    };
  };
}
