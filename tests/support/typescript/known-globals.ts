/**
 * Every platform global that a program may find, and why the clock cannot jump over its work: `sync` finishes at once; `jobs`
 * needs promise jobs only (settling.ts); `ours` is plain JavaScript on the laboratory's event loop; `counted` is native and held
 * open until the program has its answer.
 */
export const knownGlobals: Readonly<Record<string, 'sync' | 'jobs' | 'ours' | 'counted'>> = {
  AbortController: 'jobs',
  AbortSignal: 'jobs',
  Blob: 'counted',
  ByteLengthQueuingStrategy: 'sync',
  CompressionStream: 'jobs',
  CountQueuingStrategy: 'sync',
  Crypto: 'sync',
  CryptoKey: 'sync',
  CustomEvent: 'sync',
  DOMException: 'sync',
  DecompressionStream: 'jobs',
  Event: 'sync',
  EventTarget: 'sync',
  File: 'counted',
  FormData: 'sync',
  Headers: 'sync',
  MessageChannel: 'ours',
  MessageEvent: 'sync',
  MessagePort: 'ours',
  ReadableByteStreamController: 'jobs',
  ReadableStream: 'jobs',
  ReadableStreamBYOBReader: 'jobs',
  ReadableStreamBYOBRequest: 'jobs',
  ReadableStreamDefaultController: 'jobs',
  ReadableStreamDefaultReader: 'jobs',
  Request: 'ours',
  Response: 'ours',
  SubtleCrypto: 'counted',
  TextDecoder: 'sync',
  TextDecoderStream: 'jobs',
  TextEncoder: 'sync',
  TextEncoderStream: 'jobs',
  TransformStream: 'jobs',
  TransformStreamDefaultController: 'jobs',
  URL: 'sync',
  URLSearchParams: 'sync',
  WebAssembly: 'counted',
  WritableStream: 'jobs',
  WritableStreamDefaultController: 'jobs',
  WritableStreamDefaultWriter: 'jobs',
  XMLHttpRequest: 'ours',
  atob: 'sync',
  btoa: 'sync',
  clearImmediate: 'ours',
  clearInterval: 'ours',
  clearTimeout: 'ours',
  console: 'ours',
  crypto: 'counted',
  fetch: 'ours',
  global: 'sync',
  navigator: 'sync',
  performance: 'ours',
  process: 'ours',
  queueMicrotask: 'jobs',
  setImmediate: 'ours',
  setInterval: 'ours',
  setTimeout: 'ours',
  structuredClone: 'sync',
  __wartezeit: 'ours',
};

/** A program that prints the names of all its globals that are not part of the language (ECMAScript). */
export const printGlobals = `
const language = new Set(${JSON.stringify(
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN globalThis DisposableStack AsyncDisposableStack'.split(
    ' ',
  ),
)});
const names = new Set<PropertyKey>();
for (let object = globalThis as object | null; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
  for (const name of Reflect.ownKeys(object)) if (Reflect.get(globalThis, name) !== undefined) names.add(name);
}
console.log([...names].filter((name) => typeof name === 'string' && name !== 'constructor' && !language.has(name))
  .filter((name) => typeof Reflect.get(globalThis, name) !== 'number').sort().join(' '));
`;
