import type { BodySource } from './body-source.ts';
import { concatBytes, decodeText } from './bytes.ts';
import { decodeMultipart } from './multipart.ts';

/**
 * What Request and Response share, in plain JavaScript over native streams: between an arrival and the program lie promise
 * jobs only, in every engine.
 */
export abstract class Body {
  #source: BodySource = { kind: 'none' };
  #used = false;
  #stream: ReadableStream<Uint8Array> | null = null;

  abstract get headers(): Headers;

  protected setSource(source: BodySource): void {
    this.#source = source;
    if (source.kind === 'stream') this.#stream = source.stream;
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#source.kind === 'none') return null;
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  async bytes(): Promise<Uint8Array> {
    return Uint8Array.from(await this.#consume());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.from(await this.#consume()).buffer;
  }

  async text(): Promise<string> {
    return decodeText(await this.#consume());
  }

  async json(): Promise<unknown> {
    return JSON.parse(decodeText(await this.#consume()));
  }

  async blob(): Promise<Blob> {
    const type = this.headers.get('content-type') ?? '';
    return new Blob([Uint8Array.from(await this.#consume())], { type });
  }

  async formData(): Promise<FormData> {
    const type = this.headers.get('content-type') ?? '';
    const bytes = await this.#consume();
    const boundary = /^multipart\/form-data\b.*;\s*boundary="?([^";]+)"?/i.exec(type)?.[1];
    const form = boundary === undefined ? readUrlEncoded(type, bytes) : decodeMultipart(bytes, boundary);
    if (!form) throw new TypeError('Failed to parse body as FormData.');
    return form;
  }

  /** The bytes without a promise, where they are known already. */
  protected knownBytes(): Uint8Array | null {
    if (this.#stream || this.#used) return null;
    if (this.#source.kind === 'bytes') return this.#source.bytes;
    return this.#source.kind === 'none' ? new Uint8Array(0) : null;
  }

  protected get hasBody(): boolean {
    return this.#source.kind !== 'none';
  }

  protected readAll(): Promise<Uint8Array> {
    return this.#consume();
  }

  /** Lets `other` have the same body, as `clone()` does. */
  protected shareWith(other: Body): void {
    if (this.#used || this.#stream?.locked) {
      throw new TypeError(`${this.constructor.name}.clone: Body has already been consumed.`);
    }
    if (this.#source.kind === 'bytes' || this.#source.kind === 'later' || this.#source.kind === 'none') {
      other.setSource(this.#source);
      return;
    }
    const stream = this.body;
    if (!stream) return;
    const [mine, theirs] = stream.tee();
    this.setSource({ kind: 'stream', stream: mine });
    other.setSource({ kind: 'stream', stream: theirs });
    this.#used = false;
  }

  /** Takes the body over from a Request that is used as input of another one. */
  protected takeFrom(other: Body): void {
    if (other.#used || other.#stream?.locked) {
      throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    }
    this.setSource(other.#stream ? { kind: 'stream', stream: other.#stream } : other.#source);
    other.#used = other.#source.kind !== 'none';
  }

  async #consume(): Promise<Uint8Array> {
    if (this.#used || this.#stream?.locked) throw new TypeError('Body is unusable: Body has already been read');
    if (this.#source.kind === 'none') return new Uint8Array(0);
    this.#used = true;
    if (this.#stream) return drain(this.#stream);
    switch (this.#source.kind) {
      case 'bytes':
        return this.#source.bytes;
      case 'later':
        return this.#source.read();
      case 'incoming':
        return this.#source.incoming.collect();
      case 'stream':
        return drain(this.#source.stream);
    }
  }

  #makeStream(): ReadableStream<Uint8Array> {
    const source = this.#source;
    const onRead = (): void => {
      this.#used = true;
    };
    if (source.kind === 'stream') return source.stream;
    if (source.kind === 'incoming') return source.incoming.stream(onRead);
    if (this.#used) return new ReadableStream({ start: (controller) => controller.close() });
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          onRead();
          const bytes = source.kind === 'later' ? await source.read() : source.kind === 'bytes' ? source.bytes : null;
          if (bytes && bytes.length > 0) controller.enqueue(bytes);
          controller.close();
        },
        cancel: onRead,
      },
      { highWaterMark: 0 },
    );
  }
}

function readUrlEncoded(type: string, bytes: Uint8Array): FormData | null {
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(decodeText(bytes))) form.append(name, value);
  return form;
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(parts);
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    parts.push(value);
  }
}
