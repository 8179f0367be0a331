/** Globals of the language itself. */
const LANGUAGE =
  /^(?:Object|Function|Array|Number|parse(?:Float|Int)|Infinity|NaN|undefined|Boolean|String|Symbol|Date|Promise|RegExp|(?:Aggregate|Eval|Range|Reference|Suppressed|Syntax|Type|URI)?Error|JSON|Math|Intl|(?:Shared)?ArrayBuffer|Atomics|(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array|DataView|Map|BigInt|Set|Iterator|Weak(?:Map|Set|Ref)|Proxy|Reflect|FinalizationRegistry|(?:de|en)codeURI(?:Component)?|(?:un)?escape|eval|is(?:Finite|NaN)|globalThis|WebAssembly|AsyncDisposableStack|DisposableStack)$/;

/** Globals of the platform that a program may use: those of Node that are honest here, and XMLHttpRequest. */
const PLATFORM: ReadonlySet<string> = new Set([
  ...['AbortController', 'AbortSignal', 'CustomEvent', 'DOMException', 'Event', 'EventTarget', 'MessageEvent'],
  ...['Blob', 'File', 'FormData', 'Headers', 'Request', 'Response', 'fetch', 'XMLHttpRequest'],
  ...['ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'CompressionStream', 'DecompressionStream'],
  ...['ReadableByteStreamController', 'ReadableStream', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest'],
  ...['ReadableStreamDefaultController', 'ReadableStreamDefaultReader', 'TransformStream'],
  ...['TransformStreamDefaultController', 'WritableStream', 'WritableStreamDefaultController'],
  ...['WritableStreamDefaultWriter', 'TextDecoderStream', 'TextEncoderStream', 'TextDecoder', 'TextEncoder'],
  ...['Crypto', 'CryptoKey', 'SubtleCrypto', 'crypto', 'URL', 'URLSearchParams', 'atob', 'btoa', 'structuredClone'],
  ...['MessageChannel', 'MessagePort', 'queueMicrotask', 'navigator', 'performance', 'process', 'console', 'global'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
]);

function isAllowed(key: PropertyKey): boolean {
  return typeof key === 'string' && (PLATFORM.has(key) || LANGUAGE.test(key));
}

/**
 * Removes everything from the global scope that is not allowed, along its prototypes: what is shadowed only could be uncovered
 * again. Returns the names that could not be removed.
 */
export function prune(scope: object, alsoAllowed: ReadonlySet<PropertyKey>): readonly string[] {
  const left: string[] = [];
  const mayStay = (key: PropertyKey): boolean => isAllowed(key) || alsoAllowed.has(key);
  for (const prototype of ownPrototypes(scope)) {
    for (const key of Reflect.ownKeys(prototype)) {
      if (key === 'constructor') continue;
      if (mayStay(key)) moveUp(scope, prototype, key);
      Reflect.deleteProperty(prototype, key);
      if (isTool(Object.getOwnPropertyDescriptor(prototype, key))) left.push(`prototype.${String(key)}`);
    }
  }
  for (const key of Reflect.ownKeys(scope)) {
    if (!mayStay(key) && !remove(scope, key)) left.push(String(key));
  }
  // Inherited from EventTarget, which stays: events of the global scope are none of the program's business.
  for (const key of ['addEventListener', 'removeEventListener', 'dispatchEvent', 'when']) {
    if (key in scope) Object.defineProperty(scope, key, { value: undefined, configurable: false, writable: false });
  }
  return left;
}

/** Whether a property gives more than text or a number: constants that cannot be removed do no harm. */
function isTool(property: PropertyDescriptor | undefined): boolean {
  if (!property) return false;
  return property.get !== undefined || typeof property.value === 'function' || typeof property.value === 'object';
}

/** The prototypes between the global object and those that every object or event target has. */
function ownPrototypes(scope: object): object[] {
  const prototypes: object[] = [];
  for (let object: object | null = Object.getPrototypeOf(scope); object; object = Object.getPrototypeOf(object)) {
    if (object === Object.prototype || object === EventTarget.prototype) break;
    prototypes.push(object);
  }
  return prototypes;
}

/** Keeps what is allowed when its prototype loses it: as a property of the global object itself. */
function moveUp(scope: object, prototype: object, key: PropertyKey): void {
  if (Object.hasOwn(scope, key)) return;
  const value: unknown = Reflect.get(prototype, key, scope);
  const isMethod = typeof value === 'function' && !Object.hasOwn(value, 'prototype');
  Object.defineProperty(scope, key, {
    value: isMethod ? value.bind(scope) : value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function remove(scope: object, key: PropertyKey): boolean {
  if (Reflect.deleteProperty(scope, key)) return true;
  // Some are fixed (undici's dispatcher in Node), but can be emptied.
  Reflect.set(scope, key, undefined);
  return Reflect.get(scope, key) === undefined;
}
