/** Everything of the worker's global scope that stays beside the language itself. None of it reaches anything outside. */
const KEPT = new Set([
  'AbortController',
  'AbortSignal',
  'DOMException',
  'Event',
  'EventTarget',
  'MessageChannel',
  'MessageEvent',
  'MessagePort',
  'Performance',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WebAssembly',
  'WorkerGlobalScope',
  'DedicatedWorkerGlobalScope',
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'performance',
  'postMessage',
  'queueMicrotask',
  'reportError',
  'self',
  'setInterval',
  'setTimeout',
  'structuredClone',
]);

/** Names of the language (ECMAScript), which stay but for `eval`. */
const LANGUAGE =
  /^(?:Object|Array|Number|parseFloat|parseInt|Infinity|NaN|undefined|Boolean|String|Symbol|Date|Promise|RegExp|\w*Error|JSON|Math|Intl|(?:Shared)?ArrayBuffer|Atomics|\w+Array|DataView|Map|BigInt|Set|Iterator|Weak\w+|Proxy|Reflect|Function|FinalizationRegistry|(?:de|en)codeURI(?:Component)?|(?:un)?escape|isFinite|isNaN|globalThis|Temporal|AsyncDisposableStack|DisposableStack)$/;

/**
 * Takes from this worker, for good and before a program runs, everything that leads out of it: network, storage, further
 * workers, other contexts, and every way to turn text into JavaScript. Names are deleted along the prototype chain, since a
 * shadowed one can be uncovered again. Throws where something stays.
 */
export function confine(): void {
  const scope: object = globalThis;
  for (
    let owner: object | null = scope;
    owner !== null && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (isWayOut(owner, scope, name)) Reflect.deleteProperty(owner, name);
    }
  }
  // Node keeps the dispatcher of its own fetch under symbols.
  for (const symbol of Object.getOwnPropertySymbols(scope)) {
    if (!Reflect.deleteProperty(scope, symbol)) Reflect.set(scope, symbol, undefined);
  }
  forbidCodeFromText();
  const left = [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'Worker',
    'EventSource',
    'importScripts',
    'eval',
    'process',
    'require',
  ];
  const found = left.filter((name) => Reflect.get(scope, name) !== undefined);
  if (found.length > 0) throw new Error(`Failed to close the worker: ${found.join(', ')} cannot be removed.`);
}

function isWayOut(owner: object, scope: object, name: string): boolean {
  if (name === 'constructor' || LANGUAGE.test(name) || KEPT.has(name)) return false;
  // What EventTarget has (addEventListener …) listens to the page's messages; the lab has listened already.
  return owner === scope || owner !== EventTarget.prototype;
}

/** Functions of every kind lose the constructor that would compile text; `instanceof Function` keeps its meaning. */
function forbidCodeFromText(): void {
  function refuse(): never {
    throw new EvalError('Code generation from strings disallowed for this context');
  }
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const refused = { value: refuse, configurable: false, writable: false };
    Object.defineProperty(Object.getPrototypeOf(kind), 'constructor', refused);
  }
  refuse.prototype = Object.getPrototypeOf(refuse);
  Object.defineProperty(globalThis, 'Function', { value: refuse, configurable: false, writable: false });
}
