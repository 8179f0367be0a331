import type { Clock } from '../../clock/clock.ts';
import { MICROS_PER_MS } from '../../clock/clock.ts';
import type { HttpClient } from '../../network/http-client.ts';
import type { OutputStream } from '../../trace/event.ts';
import { define, defineAll } from './define.ts';
import type { PlaceText } from './errors/place-text.ts';
import type { Builtins } from './modules/builtins.ts';
import type { Platform } from './platform.ts';
import type { Scheduler } from './schedule/scheduler.ts';
import { createAbortTimeout, installAbortReasons } from './seams/abort.ts';
import { findSharedArrayBuffer, installAtomicsWait } from './seams/atomics.ts';
import { createBuiltins } from './seams/builtins.ts';
import { refuseCodeFromText } from './seams/code-from-text.ts';
import { createCompressionStreams } from './seams/compression.ts';
import { createConsole } from './seams/console.ts';
import { installDomExceptionStacks } from './seams/dom-exceptions.ts';
import { installEventTime } from './seams/event-time.ts';
import { createMessageChannel, createStructuredClone } from './seams/message-channel.ts';
import { trackNativePromises } from './seams/native-promises.ts';
import { createPerformance } from './seams/performance.ts';
import { createProcess, type LabProcess, labMilliseconds } from './seams/process.ts';
import { installSeededRandom } from './seams/random.ts';
import { createSeededRandom } from './seams/seeded-random.ts';
import { installStackTraces } from './seams/stack-traces.ts';
import { completeStreams } from './seams/streams.ts';
import { installTimeOfDay } from './seams/time-of-day.ts';
import { createTimers } from './seams/timers.ts';
import { createUrlClass } from './seams/url.ts';
import { createFetch } from './web/fetch.ts';
import { LabRequest } from './web/request.ts';
import { LabResponse } from './web/response.ts';
import { createXMLHttpRequest } from './web/xml-http-request.ts';

export interface WorldSetup {
  readonly platform: Platform;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly client: HttpClient;
  readonly fileName: string;
  readonly env: Readonly<Record<string, string>>;
  readonly epochMs: number;
  /** Null: real randomness. */
  readonly randomSeed: number | null;
  readonly callerLine: () => number | undefined;
  readonly errorText: (error: Error) => string;
  readonly placeOf: PlaceText;
  readonly write: (stream: OutputStream, text: string) => void;
  readonly onExit: (exitCode: number) => void;
}

export interface World {
  readonly process: LabProcess;
  readonly builtins: Builtins;
}

/** Builds the program's world: replaces the globals of this worker by those of the laboratory, for good. */
export function buildWorld(setup: WorldSetup): World {
  const { scheduler, clock } = setup;
  const now = (): number => labMilliseconds(clock);
  installStackTraces(globalThis, setup.placeOf);
  installDomExceptionStacks(globalThis);
  installTime(setup);
  const performance = createPerformance(now, setup.epochMs);
  let builtins: Builtins = new Map();
  const process = createProcess({
    ...setup,
    builtinModule: (name) => builtins.get(name)?.['default'] ?? builtins.get(name),
  });
  const { emitWarning } = process.process;
  const console = createConsole({ write: setup.write, now, stackOf: setup.errorText, emitWarning });
  const timers = createTimers(scheduler, clock, emitWarning);
  builtins = createBuiltins({ timers, performance, process: process.process, console, errorText: setup.errorText });
  installAsyncNatives(setup);
  installWeb(setup);
  defineAll(globalThis, { ...timers, performance, console, process: process.process, global: globalThis });
  define(globalThis, 'navigator', NAVIGATOR);
  return { process, builtins };
}

/** What Node's `navigator` says. */
const NAVIGATOR = Object.freeze({
  hardwareConcurrency: 1,
  language: 'en-US',
  languages: Object.freeze(['en-US']),
  platform: 'linux',
  userAgent: 'Node.js/24',
});

function installTime(setup: WorldSetup): void {
  const { clock, epochMs, randomSeed } = setup;
  define(
    globalThis,
    'Date',
    installTimeOfDay(globalThis, () => epochMs + clock.now() / MICROS_PER_MS),
  );
  installEventTime(Event.prototype, () => clock.peek() / MICROS_PER_MS);
  installAtomicsWait(Atomics, setup);
  refuseCodeFromText(globalThis);
  define(globalThis, 'SharedArrayBuffer', findSharedArrayBuffer());
  if (randomSeed === null) return;
  const cryptoPrototype: object = Object.getPrototypeOf(crypto);
  installSeededRandom({ Math, cryptoPrototype }, createSeededRandom(randomSeed));
}

function installAsyncNatives(setup: WorldSetup): void {
  const { scheduler, clock } = setup;
  const subtlePrototype: object | null = Object.getPrototypeOf(crypto.subtle);
  trackNativePromises({ Blob, WebAssembly, subtlePrototype }, scheduler);
  completeStreams(ReadableStream);
  installAbortReasons(AbortController.prototype, AbortSignal);
  define(AbortSignal, 'timeout', createAbortTimeout(scheduler, clock));
  define(globalThis, 'URL', createUrlClass(URL));
  defineAll(globalThis, createMessageChannel(scheduler, clock));
  define(globalThis, 'structuredClone', createStructuredClone(structuredClone));
  if (setup.platform.zlib) defineAll(globalThis, createCompressionStreams(setup.platform.zlib));
}

function installWeb(setup: WorldSetup): void {
  installWebClasses();
  defineNamed('fetch', createFetch(setup));
  defineNamed('XMLHttpRequest', createXMLHttpRequest(setup));
}

/** The classes that belong to no run. A library that is evaluated before a run must find them already. */
export function installWebClasses(): void {
  defineNamed('Request', LabRequest);
  defineNamed('Response', LabResponse);
}

function defineNamed(name: string, value: object): void {
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  define(globalThis, name, value);
}
