import type { Clock } from '../../../clock/clock.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

/** `MessageChannel` on the program's event loop: native ports deliver in tasks that nobody counts. */
export function createMessageChannel(scheduler: Scheduler, clock: Clock) {
  const clone = structuredClone;

  class MessagePort extends EventTarget {
    onmessage: ((event: MessageEvent) => unknown) | null = null;
    #other: MessagePort | null = null;

    static entangle(a: MessagePort, b: MessagePort): void {
      a.#other = b;
      b.#other = a;
    }

    postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
      const transfer = Array.isArray(options) ? options : (options?.transfer ?? []);
      const data = clone(message, { transfer: [...transfer] });
      const target = this.#other;
      if (!target) return;
      scheduler.at(clock.peek(), () => {
        if (!target.#other) return;
        const event = new MessageEvent('message', { data });
        target.onmessage?.(event);
        target.dispatchEvent(event);
      });
    }

    start(): void {}

    close(): void {
      if (this.#other) this.#other.#other = null;
      this.#other = null;
    }

    ref(): this {
      return this;
    }

    unref(): this {
      return this;
    }

    on(_name: 'message', listener: (data: unknown) => void): this {
      this.addEventListener('message', (event) => listener((event as MessageEvent).data));
      return this;
    }
  }

  class MessageChannel {
    readonly port1 = new MessagePort();
    readonly port2 = new MessagePort();

    constructor() {
      MessagePort.entangle(this.port1, this.port2);
    }
  }

  return { MessageChannel, MessagePort };
}

/**
 * `structuredClone` that transfers buffers only: a transferred stream or port would run over native message ports.
 */
export function createStructuredClone(native: typeof structuredClone): typeof structuredClone {
  return function structuredClone(value, options) {
    const transfer = options?.transfer ?? [];
    for (const item of transfer) {
      if (!(item instanceof ArrayBuffer)) {
        throw new DOMException('Value could not be transferred: only ArrayBuffers can be here.', 'DataCloneError');
      }
    }
    return native(value, options);
  };
}
