import { concatBytes } from './bytes.ts';

type End = { readonly kind: 'open' } | { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * The body of a response while it arrives. Only promise jobs lie between an arrival and the program, in every engine: native
 * bodies settle in tasks of their own.
 */
export class IncomingBody {
  #chunks: Uint8Array[] = [];
  #end: End = { kind: 'open' };
  #notify: () => void = () => {};
  readonly #cancel: (reason: unknown) => void;

  /** `cancel` is called when the program does not want the rest. */
  constructor(cancel: (reason: unknown) => void) {
    this.#cancel = cancel;
  }

  push(bytes: Uint8Array): void {
    if (this.#end.kind !== 'open') return;
    this.#chunks.push(bytes);
    this.#notify();
  }

  finish(): void {
    if (this.#end.kind === 'open') this.#end = { kind: 'done' };
    this.#notify();
  }

  fail(error: unknown): void {
    if (this.#end.kind === 'open') this.#end = { kind: 'failed', error };
    this.#notify();
  }

  cancel(reason: unknown): void {
    if (this.#end.kind === 'open') this.#cancel(reason);
    this.finish();
  }

  /** The whole body, once it is complete. */
  collect(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#notify = () => {
        if (this.#end.kind === 'done') resolve(concatBytes(this.#chunks));
        if (this.#end.kind === 'failed') reject(this.#end.error);
      };
      this.#notify();
    });
  }

  /** The body as a stream; `onRead` is called when the program reads from it or does not want it. */
  stream(onRead: () => void): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          onRead();
          await this.#arrival();
          const chunk = this.#chunks.shift();
          if (chunk) controller.enqueue(chunk);
          else if (this.#end.kind === 'failed') controller.error(this.#end.error);
          else controller.close();
        },
        cancel: (reason) => {
          onRead();
          this.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** Settles when there is a chunk or an end. A failure is reported at once, before what had arrived, as in Node. */
  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#notify = () => {
        if (this.#end.kind === 'failed') this.#chunks = [];
        if (this.#chunks.length > 0 || this.#end.kind !== 'open') resolve();
      };
      this.#notify();
    });
  }
}
