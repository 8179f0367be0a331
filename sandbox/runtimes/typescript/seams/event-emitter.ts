import { invalidArgument } from './node-error.ts';

type Listener = (...args: unknown[]) => void;
type EventName = string | symbol;

interface Registration {
  readonly original: Listener;
  readonly once: boolean;
}

/** `EventEmitter` of `node:events`, without capturing of rejections and domains. */
export class EventEmitter {
  readonly #registrations = new Map<EventName, Registration[]>();

  on(name: EventName, listener: Listener): this {
    return this.#add(name, { original: listener, once: false }, 'end');
  }

  addListener(name: EventName, listener: Listener): this {
    return this.on(name, listener);
  }

  once(name: EventName, listener: Listener): this {
    return this.#add(name, { original: listener, once: true }, 'end');
  }

  prependListener(name: EventName, listener: Listener): this {
    return this.#add(name, { original: listener, once: false }, 'start');
  }

  off(name: EventName, listener: Listener): this {
    const list = this.#registrations.get(name) ?? [];
    const index = list.findLastIndex((entry) => entry.original === listener);
    if (index >= 0) this.#registrations.set(name, list.toSpliced(index, 1));
    return this;
  }

  removeListener(name: EventName, listener: Listener): this {
    return this.off(name, listener);
  }

  removeAllListeners(name?: EventName): this {
    if (name === undefined) this.#registrations.clear();
    else this.#registrations.delete(name);
    return this;
  }

  setMaxListeners(): this {
    return this;
  }

  emit(name: EventName, ...args: unknown[]): boolean {
    const list = this.#registrations.get(name) ?? [];
    if (list.length === 0 && name === 'error') throw args[0] instanceof Error ? args[0] : new Error('Unhandled error.');
    for (const entry of list) {
      if (entry.once) this.off(name, entry.original);
      Reflect.apply(entry.original, this, args);
    }
    return list.length > 0;
  }

  listeners(name: EventName): Listener[] {
    return (this.#registrations.get(name) ?? []).map((entry) => entry.original);
  }

  listenerCount(name: EventName): number {
    return this.listeners(name).length;
  }

  eventNames(): EventName[] {
    return [...this.#registrations].filter(([, list]) => list.length > 0).map(([name]) => name);
  }

  #add(name: EventName, registration: Registration, where: 'start' | 'end'): this {
    if (typeof registration.original !== 'function') {
      throw invalidArgument('listener', 'of type function', registration.original);
    }
    const list = this.#registrations.get(name) ?? [];
    this.#registrations.set(name, where === 'end' ? [...list, registration] : [registration, ...list]);
    return this;
  }
}

/** `once` of `node:events`: the arguments of the next event, or the rejection of an `error` event. */
export function onceEvent(emitter: EventEmitter, name: EventName): Promise<unknown[]> {
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
