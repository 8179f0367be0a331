import type { WorkerFrame } from './worker-frame.ts';
import type { StartWorker } from './worker-line.ts';

/**
 * Lets the worker in a frame run `code`, a module that exports `serve(port)`. The frame is for this worker alone. Where the
 * code does not come, nothing happens.
 */
export function framedWorker(code: Promise<Blob>, frame: WorkerFrame): StartWorker {
  return (events) => {
    const ofWorker = new MessageChannel();
    const ofFrame = new MessageChannel();
    for (const { port1 } of [ofWorker, ofFrame]) {
      port1.addEventListener('message', (event: MessageEvent<unknown>) => events.message(event.data));
      port1.addEventListener('messageerror', () => events.fail('Failed to read a message of the worker.'));
      port1.start();
    }
    frame.onPerish = () => events.perish();
    code.then(
      (module) => frame.send(module, [ofWorker.port2, ofFrame.port2]),
      () => undefined,
    );
    return {
      // A port does so until its other end is started.
      keepsMessages: true,
      post: (message, transfer) => ofWorker.port1.postMessage(message, transfer),
      up: () => undefined,
      terminate() {
        frame.remove();
        for (const { port1 } of [ofWorker, ofFrame]) port1.close();
      },
    };
  };
}
