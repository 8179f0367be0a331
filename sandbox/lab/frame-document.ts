/** The worker's first script: it becomes the module that it is handed, which serves the port that comes with it. */
const WORKER_SCRIPT =
  'onmessage=({data,ports:[port]})=>{onmessage=null;' +
  'import(URL.createObjectURL(new Blob([data],{type:"text/javascript"})))' +
  '.then(({serve})=>serve(port)).catch((error)=>setTimeout(()=>{throw error}))}';

/** What the frame tells the page once it takes the module: earlier than it has loaded. */
export const FRAME_IS_UP = 'wartezeit: frame is up';

/** While the worker starts nothing else shall happen here: the inner frame comes so many milliseconds later. */
const QUIET_MS = 500;

/**
 * The script of the frame around a worker. It starts the worker, and hands it the module and the first port that the page
 * sends; by the second port it tells what the worker itself cannot. The inner frame is empty; it is there to be counted from
 * outside, see `worker-frame.ts`.
 *
 * The worker comes from a data: URL: from a blob: URL of a frame without origin it would be no secure context, so that
 * programs would lack `crypto.subtle`, and could be no module.
 */
export const FRAME_SCRIPT = `let failure = null, tell = (message) => { failure = message; };
const worker = new Worker(${JSON.stringify(`data:text/javascript,${encodeURIComponent(WORKER_SCRIPT)}`)}, { type: 'module', name: 'labor' });
worker.onerror = (event) => {
  event.preventDefault();
  tell(event.message || 'Failed to start the worker: it was blocked.');
};
setTimeout(() => document.body.append(document.createElement('iframe')), ${QUIET_MS});
addEventListener('message', ({ data, ports: [forWorker, forPage] }) => {
  tell = (message) => forPage.postMessage({ kind: 'machinery-failed', step: 'worker', message });
  worker.postMessage(data, [forWorker]);
  if (failure) tell(failure);
}, { once: true });
parent.postMessage(${JSON.stringify(FRAME_IS_UP)}, '*');`;

/** On top of the page's policy, which a frame made of text inherits: nothing is loaded from anywhere. */
const FRAME_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src data:";

/** The document of the frame. */
export const FRAME_DOCUMENT =
  '<!doctype html><html lang="de"><head><meta charset="utf-8">' +
  `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}"><title>Laufzeit</title>` +
  `<script>${FRAME_SCRIPT}</script></head><body></body></html>`;
