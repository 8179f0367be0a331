import { inspect } from '../inspect/inspect.ts';
import { constructorName } from '../inspect/names.ts';
import { invalidArgument, nodeError } from './node-error.ts';
import type { EmitWarning } from './warnings.ts';

type Listener = (...args: unknown[]) => void;
type EventName = string | symbol;

interface Registration {
  readonly original: Listener;
  /** What an event calls: `original`, or what takes itself off before. */
  readonly called: Listener;
}

const DEFAULT_MAX_LISTENERS = 10;
const warn = Symbol('warn');

/** `EventEmitter` of `node:events`, without capturing of rejections and domains. */
export class Emitter {
  static #defaultMaxListeners = DEFAULT_MAX_LISTENERS;
  readonly #registrations = new Map<EventName, readonly Registration[]>();
  /** The names of events that have been warned of already. */
  readonly #warned = new Set<EventName>();
  #maxListeners: number | undefined;

  static get defaultMaxListeners(): number {
    return Emitter.#defaultMaxListeners;
  }

  static set defaultMaxListeners(count: number) {
    Emitter.#defaultMaxListeners = count;
  }

  on(name: EventName, listener: Listener): this {
    return this.#add(name, registrationOf(listener), 'end');
  }

  addListener(name: EventName, listener: Listener): this {
    return this.on(name, listener);
  }

  once(name: EventName, listener: Listener): this {
    return this.#add(name, this.#onceOf(name, listener), 'end');
  }

  prependListener(name: EventName, listener: Listener): this {
    return this.#add(name, registrationOf(listener), 'start');
  }

  prependOnceListener(name: EventName, listener: Listener): this {
    return this.#add(name, this.#onceOf(name, listener), 'start');
  }

  off(name: EventName, listener: Listener): this {
    const list = this.#listOf(name);
    const index = list.findLastIndex(({ original, called }) => original === listener || called === listener);
    if (index >= 0) this.#registrations.set(name, list.toSpliced(index, 1));
    if (list.length <= 2) this.#warned.delete(name);
    return this;
  }

  removeListener(name: EventName, listener: Listener): this {
    return this.off(name, listener);
  }

  removeAllListeners(name?: EventName): this {
    for (const each of name === undefined ? this.eventNames() : [name]) {
      this.#registrations.delete(each);
      this.#warned.delete(each);
    }
    return this;
  }

  setMaxListeners(count: number): this {
    if (typeof count !== 'number') throw invalidArgument('setMaxListeners', 'of type number', count);
    if (!(count >= 0)) {
      const message = `The value of "setMaxListeners" is out of range. It must be >= 0. Received ${count}`;
      throw nodeError(new RangeError(message), 'ERR_OUT_OF_RANGE');
    }
    this.#maxListeners = count;
    return this;
  }

  getMaxListeners(): number {
    return this.#maxListeners ?? Emitter.defaultMaxListeners;
  }

  emit(name: EventName, ...args: unknown[]): boolean {
    const list = this.#listOf(name);
    if (list.length === 0 && name === 'error') throw args[0] instanceof Error ? args[0] : unhandledError(args[0]);
    for (const { called } of list) Reflect.apply(called, this, args);
    return list.length > 0;
  }

  listeners(name: EventName): Listener[] {
    return this.#listOf(name).map(({ original }) => original);
  }

  rawListeners(name: EventName): Listener[] {
    return this.#listOf(name).map(({ called }) => called);
  }

  listenerCount(name: EventName): number {
    return this.#listOf(name).length;
  }

  eventNames(): EventName[] {
    return [...this.#registrations].filter(([, list]) => list.length > 0).map(([name]) => name);
  }

  /** Tells the program of a warning; the lab says how. */
  [warn](_warning: Error): void {}

  #listOf(name: EventName): readonly Registration[] {
    return this.#registrations.get(name) ?? [];
  }

  #onceOf(name: EventName, original: Listener): Registration {
    if (typeof original !== 'function') throw invalidArgument('listener', 'of type function', original);
    let fired = false;
    const wrapper = (...args: unknown[]): unknown => {
      if (fired) return undefined;
      fired = true;
      this.off(name, wrapper);
      return Reflect.apply(original, this, args);
    };
    return { original, called: Object.assign(wrapper, { listener: original }) };
  }

  #add(name: EventName, registration: Registration, where: 'start' | 'end'): this {
    const list = this.#listOf(name);
    const longer = where === 'end' ? [...list, registration] : [registration, ...list];
    this.#registrations.set(name, longer);
    const most = this.getMaxListeners();
    if (most > 0 && longer.length > most && !this.#warned.has(name)) {
      this.#warned.add(name);
      this[warn](tooManyListeners(this, name, longer.length));
    }
    return this;
  }
}

/** The class that programs get: its warnings reach their `process`. */
export function createEventEmitter(emitWarning: EmitWarning) {
  return class EventEmitter extends Emitter {
    static get EventEmitter(): typeof Emitter {
      return EventEmitter;
    }

    static readonly once = onceEvent;

    override [warn](warning: Error): void {
      emitWarning(warning);
    }
  };
}

function registrationOf(listener: Listener): Registration {
  if (typeof listener !== 'function') throw invalidArgument('listener', 'of type function', listener);
  return { original: listener, called: listener };
}

/** What `emit('error', value)` throws where nobody listens and the value is no error. */
function unhandledError(value: unknown): Error {
  const error = nodeError(new Error(`Unhandled error. (${inspect(value)})`), 'ERR_UNHANDLED_ERROR');
  return Object.assign(error, { context: value });
}

function tooManyListeners(emitter: Emitter, type: EventName, count: number): Error {
  const message =
    `Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners added to ` +
    `[${constructorName(emitter)}]. MaxListeners is ${emitter.getMaxListeners()}. ` +
    'Use emitter.setMaxListeners() to increase limit';
  return Object.assign(new Error(message), { name: 'MaxListenersExceededWarning', emitter, type, count });
}

/** `once` of `node:events`: the arguments of the next event, or the rejection of an `error` event. */
export function onceEvent(emitter: Emitter, name: EventName): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const onError: Listener = (error) => {
      emitter.off(name, onEvent);
      reject(error);
    };
    const onEvent: Listener = (...args) => {
      emitter.off('error', onError);
      resolve(args);
    };
    emitter.once(name, onEvent);
    if (name !== 'error') emitter.once('error', onError);
  });
}
