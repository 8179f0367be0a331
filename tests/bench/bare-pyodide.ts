// Runs in the pages of benches: the yardstick for what a machine can do.

/**
 * Starts Pyodide as it is published, from the page's folder `pyodide/`, in a worker of its own. Resolves to the milliseconds
 * from the creation of the worker to the first line that it prints.
 */
export function barePyodide(): Promise<number> {
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
