// A worker that starts Python and runs one program, as the lab's does.
import { parentPort, workerData } from 'node:worker_threads';
import { execute } from '../../../../sandbox/lab/execute.ts';
import type { RunOrder } from '../../../../sandbox/lab/protocol.ts';
import type { PythonAssets } from '../../../../sandbox/runtimes/python/assets.ts';
import { createPythonRuntime } from '../../../../sandbox/runtimes/python/runtime.ts';
import type { Message } from './run-python.ts';

const { assets, order, withoutThreads } = workerData as {
  readonly assets: PythonAssets;
  readonly order: RunOrder;
  readonly withoutThreads: boolean;
};
const realNow = performance.now.bind(performance);
const port = parentPort;
const post = (message: Message): void => port?.postMessage(message);

try {
  if (withoutThreads) for (const name of ['Suspending', 'promising']) Reflect.deleteProperty(WebAssembly, name);
  const runtime = createPythonRuntime({ assets });
  const start = await runtime.ready;
  const from = realNow();
  const outcome = await execute(order, runtime, {
    post: (events) => post({ kind: 'trace', events }),
    realNow,
    abandon: (abandoned) => post({ kind: 'ended', outcome: abandoned, start, realMs: realNow() - from }),
  });
  post({ kind: 'ended', outcome, start, realMs: realNow() - from });
} catch (error) {
  post({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
