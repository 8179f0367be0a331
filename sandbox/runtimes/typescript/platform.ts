import { inheritsPolicy } from '../inherits-policy.ts';
import { createBlobHost, type ModuleHost } from './modules/module-host.ts';
import { createNodeHost, type NodeModuleApi } from './modules/node-host.ts';
import type { TurnNatives } from './schedule/turn.ts';

/** Hears of errors that no callback of ours could catch. */
export interface UncaughtListeners {
  readonly onError: (error: unknown) => void;
  readonly onRejection: (reason: unknown, promise: Promise<unknown>) => void;
  /** A promise that `onRejection` has heard of is handled after all. */
  readonly onRejectionHandled: (promise: Promise<unknown>) => void;
}

/** What the runtime itself needs of the platform; taken before the program's world is built. */
export interface Platform {
  readonly kind: 'browser' | 'node';
  readonly turns: TurnNatives;
  readonly setRealTimeout: (run: () => void, ms: number) => unknown;
  readonly clearRealTimeout: (timer: unknown) => void;
  readonly modules: ModuleHost;
  listen(listeners: UncaughtListeners): void;
  /** Synchronous compression, where the platform's own streams are not made of promise jobs only (Node). */
  readonly zlib: SyncZlib | null;
}

/** The part of `node:zlib` that is used. */
export interface SyncZlib {
  gzipSync(bytes: Uint8Array): Uint8Array;
  gunzipSync(bytes: Uint8Array): Uint8Array;
  deflateSync(bytes: Uint8Array): Uint8Array;
  inflateSync(bytes: Uint8Array): Uint8Array;
  deflateRawSync(bytes: Uint8Array): Uint8Array;
  inflateRawSync(bytes: Uint8Array): Uint8Array;
}

/** Node's `process`, as far as it is used. Nothing of Node is imported, so that one bundle serves both platforms. */
interface NodeProcess {
  getBuiltinModule(name: 'node:module'): NodeModuleApi;
  getBuiltinModule(name: 'node:zlib'): SyncZlib;
  on(event: 'unhandledRejection', listener: (reason: unknown, promise: Promise<unknown>) => void): unknown;
  on(event: 'rejectionHandled', listener: (promise: Promise<unknown>) => void): unknown;
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
}

/** What differs between the global scopes of browsers and Node. */
interface Scope {
  readonly process?: NodeProcess & { readonly versions?: { readonly node?: string } };
  readonly setImmediate?: (run: () => void) => unknown;
  readonly location?: { readonly protocol: string };
}

/** Looks at where we are. Throws outside of a worker that inherits the page's policy. */
export function takePlatform(): Platform {
  const scope: Scope = globalThis as Scope;
  if (scope.process?.versions?.node) return nodePlatform(scope, scope.process);
  if (!inheritsPolicy(scope.location?.protocol)) {
    throw new Error(
      `Failed to start the TypeScript runtime: this worker comes from ${scope.location?.protocol}, not from a blob: or data: URL. ` +
        'Create it from one of these, so that it inherits the policy of the page.',
    );
  }
  return browserPlatform();
}

function browserPlatform(): Platform {
  const listen = globalThis.addEventListener.bind(globalThis);
  return {
    kind: 'browser',
    turns: { ...sharedTurns(), setImmediate: null, waitAsync: takeWaitAsync() },
    ...realTimers(),
    modules: createBlobHost(),
    zlib: null,
    listen({ onError, onRejection, onRejectionHandled }) {
      listen('error', (event) => {
        event.preventDefault();
        onError(event.error);
      });
      listen('unhandledrejection', (event) => {
        event.preventDefault();
        onRejection(event.reason, event.promise);
      });
      listen('rejectionhandled', (event) => onRejectionHandled(event.promise));
    },
  };
}

function nodePlatform(scope: Scope, process: NodeProcess): Platform {
  return {
    kind: 'node',
    turns: { ...sharedTurns(), setImmediate: scope.setImmediate ?? null, waitAsync: null },
    ...realTimers(),
    modules: createNodeHost(process.getBuiltinModule('node:module')),
    zlib: process.getBuiltinModule('node:zlib'),
    listen({ onError, onRejection, onRejectionHandled }) {
      process.on('uncaughtException', onError);
      process.on('unhandledRejection', onRejection);
      process.on('rejectionHandled', onRejectionHandled);
    },
  };
}

function sharedTurns() {
  return {
    MessageChannel,
    setTimeout: globalThis.setTimeout.bind(globalThis),
    realNow: performance.now.bind(performance),
  };
}

function realTimers(): Pick<Platform, 'setRealTimeout' | 'clearRealTimeout'> {
  const setTimeout = globalThis.setTimeout.bind(globalThis);
  const clearTimeout = globalThis.clearTimeout.bind(globalThis);
  return {
    setRealTimeout: (run, ms) => setTimeout(run, ms),
    clearRealTimeout: (timer) => clearTimeout(timer as number),
  };
}

/** `Atomics.waitAsync` is not in the library's types of every engine. */
interface WaitAsync {
  readonly waitAsync?: (
    array: Int32Array,
    index: number,
    value: number,
  ) => { readonly value: Promise<string> | string };
}

const DONE = Promise.resolve('timed-out');

function takeWaitAsync(): (() => Promise<unknown>) | null {
  try {
    const { waitAsync }: WaitAsync = Atomics as WaitAsync;
    const notify = Atomics.notify.bind(Atomics);
    const buffer: unknown = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer;
    const cell = new Int32Array(buffer as SharedArrayBuffer);
    if (!waitAsync) return null;
    return () => {
      const { value } = waitAsync(cell, 0, 0);
      notify(cell, 0);
      return typeof value === 'string' ? DONE : value;
    };
  } catch {
    return null;
  }
}
