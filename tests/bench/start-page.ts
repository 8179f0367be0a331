// Runs in the page of bench:start: how long Python takes from a click to its first line, and bare Pyodide in the same page.
import { createLab, type LabClient, type RunOrder } from '../../sandbox/lab/client.ts';

export interface StartBench {
  /** Milliseconds from Start to the first line of output, nothing prepared in this page. */
  first(order: RunOrder): Promise<number>;
  /** The same once the page is prepared, in a fresh worker. */
  fresh(order: RunOrder): Promise<number>;
  /** The same with a spare worker that is ready. */
  spare(order: RunOrder): Promise<number>;
  /** Milliseconds from the creation of a worker to the first line that bare Pyodide prints. */
  bare(): Promise<number>;
}

const base = new URL('lab/', document.baseURI).href;
const lab = createLab({ base, spare: false });
let sparing: LabClient | undefined;

function firstLine(client: LabClient, order: RunOrder): Promise<number> {
  const start = performance.now();
  const run = client.start(order);
  return new Promise((resolve, reject) => {
    let shown: number | undefined;
    run.subscribe({
      onTrace: (events) => {
        if (events.some((event) => event.kind === 'output')) shown ??= performance.now() - start;
      },
    });
    run.ended.then((end) => (shown === undefined ? reject(new Error(JSON.stringify(end))) : resolve(shown)));
  });
}

function barePyodide(): Promise<number> {
  const folder = new URL('pyodide/', document.baseURI).href;
  const source = `import { loadPyodide } from '${folder}pyodide.mjs';
const pyodide = await loadPyodide({ indexURL: '${folder}' });
pyodide.setStdout({ batched: (text) => postMessage(text) });
pyodide.runPython('print("da")');`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const start = performance.now();
  const worker = new Worker(url, { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = () => {
      resolve(performance.now() - start);
      worker.terminate();
      URL.revokeObjectURL(url);
    };
  });
}

const bench: StartBench = {
  first: (order) => firstLine(lab, order),
  fresh: async (order) => {
    await lab.prepare('python');
    return firstLine(lab, order);
  },
  spare: async (order) => {
    sparing ??= createLab({ base, spare: true });
    await sparing.prepare('python');
    // A reader needs a moment to press Start; the spare worker starts meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    return firstLine(sparing, order);
  },
  bare: barePyodide,
};
globalThis.startBench = bench;
