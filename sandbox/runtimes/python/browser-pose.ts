/**
 * Makes a Node worker look like a browser's to Pyodide: without `process` it uses no `require`, no file system and no sockets
 * of the machine, and draws its randomness where a browser does. In a browser this does nothing.
 *
 * For good: nobody in this worker sees `process` afterwards, the program least of all.
 */
export function poseAsWorker(base: string): void {
  if (!('process' in globalThis) || 'WorkerGlobalScope' in globalThis) return;
  Reflect.deleteProperty(globalThis, 'process');
  const scope = (): void => {};
  Object.defineProperty(scope, Symbol.hasInstance, { value: (value: unknown) => value === globalThis });
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  define('WorkerGlobalScope', scope);
  define('self', globalThis);
  define('location', new URL(base));
}
