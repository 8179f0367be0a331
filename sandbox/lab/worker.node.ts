// The worker's entry in Node: the same code as in a browser, without a page's policy to inherit.
import { parentPort } from 'node:worker_threads';
import { loadRuntime, warmUpRuntime } from './load-runtime.ts';
import { serveRun } from './serve-run.ts';

const port = parentPort;
if (port === null) throw new Error('Failed to start the worker: it has no parent. Start it by headless.node.ts.');
const post = port.postMessage.bind(port);

const take = serveRun({ post, realNow: performance.now.bind(performance), load: loadRuntime, warmUp: warmUpRuntime });
port.on('message', take);
post({ kind: 'up' });
