import type { Builtins } from '../modules/builtins.ts';
import { createAssert } from './assert.ts';
import { createEventEmitter, onceEvent } from './event-emitter.ts';
import type { LabTimers } from './timers.ts';
import { createTimersPromises } from './timers-promises.ts';
import { createUtil } from './util.ts';
import type { EmitWarning } from './warnings.ts';

export interface BuiltinSeams {
  readonly timers: LabTimers;
  readonly performance: object;
  readonly process: { readonly emitWarning: EmitWarning };
  readonly console: object;
  readonly errorText: (error: Error) => string;
}

/** The modules of Node that are honest in the laboratory. */
export function createBuiltins(seams: BuiltinSeams): Builtins {
  const promises = createTimersPromises(seams.timers);
  const assert = createAssert();
  const EventEmitter = createEventEmitter(seams.process.emitWarning);
  const util = createUtil(seams.errorText, { setTimeout: seams.timers.setTimeout, promisified: promises.setTimeout });
  return new Map<string, Readonly<Record<string, unknown>>>([
    ['timers', { ...seams.timers, promises }],
    ['timers/promises', promises],
    ['process', { ...seams.process, default: seams.process }],
    ['perf_hooks', { performance: seams.performance }],
    ['console', { ...seams.console, default: seams.console }],
    ['util', util],
    ['url', { URL, URLSearchParams }],
    ['stream/web', { ReadableStream, WritableStream, TransformStream, TextDecoderStream, TextEncoderStream }],
    ['crypto', webCrypto()],
    ['events', { EventEmitter, once: onceEvent, default: EventEmitter }],
    ['assert', { ...assert, default: assert.ok }],
    ['assert/strict', { ...assert, default: assert.ok }],
  ]);
}

/** The part of `node:crypto` that the web has too. */
function webCrypto(): Readonly<Record<string, unknown>> {
  return {
    webcrypto: crypto,
    subtle: crypto.subtle,
    randomUUID: crypto.randomUUID.bind(crypto),
    getRandomValues: crypto.getRandomValues.bind(crypto),
  };
}
