import { connect, type Socket } from 'node:net';

/** What the load generator is to do; it runs in a process of its own, so that it does not slow the server. */
export type LoadOrder =
  /** Each connection asks again as soon as it has its answer, for a time or for a number of answers. */
  | {
      readonly kind: 'saturate';
      readonly port: number;
      readonly body: string;
      readonly connections: number;
      readonly seconds?: number;
      readonly answers?: number;
    }
  /** All connections ask at the same moment, once. */
  | { readonly kind: 'together'; readonly port: number; readonly body: string; readonly connections: number };

export interface LoadResult {
  readonly answers: number;
  readonly failures: number;
  readonly seconds: number;
  /** Milliseconds from question to the last byte of the answer, sorted. */
  readonly latencies: readonly number[];
}

const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');
const END_OF_HEAD = Buffer.from('\r\n\r\n');

function question(body: string): Buffer {
  const head = [
    'POST /v1/chat/completions HTTP/1.1',
    'host: 127.0.0.1',
    'authorization: Bearer sk-test',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** One keep-alive connection; reads just as much HTTP as it needs to see the end of an answer. */
class Asker {
  readonly #socket: Socket;
  readonly #question: Buffer;
  #onAnswer: (milliseconds: number, ok: boolean) => void = () => {};
  #asked = 0;
  /** Bytes of the body still to come; -1 before the head, -2 within a chunked body. */
  #left = -1;
  #ok = true;

  constructor(port: number, body: string, onReady: () => void) {
    this.#question = question(body);
    this.#socket = connect(port, '127.0.0.1', onReady);
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (part) => this.#read(part));
    this.#socket.on('error', () => this.#onAnswer(0, false));
  }

  ask(onAnswer: (milliseconds: number, ok: boolean) => void): void {
    this.#onAnswer = onAnswer;
    this.#left = -1;
    this.#asked = performance.now();
    this.#socket.write(this.#question);
  }

  end(): void {
    this.#socket.destroy();
  }

  #read(part: Buffer): void {
    let body = part;
    if (this.#left === -1) {
      const end = part.indexOf(END_OF_HEAD);
      const head = part.toString('latin1', 0, end);
      this.#ok = head.startsWith('HTTP/1.1 200');
      const length = /content-length: (\d+)/i.exec(head);
      this.#left = length ? Number(length[1]) : -2;
      body = part.subarray(end + 4);
    }
    if (this.#left >= 0) this.#left -= body.length;
    const done = this.#left === 0 || (this.#left === -2 && part.subarray(-5).equals(END_OF_CHUNKS));
    if (done) this.#onAnswer(performance.now() - this.#asked, this.#ok);
  }
}

function connected(order: LoadOrder): Promise<readonly Asker[]> {
  return Promise.all(
    Array.from(
      { length: order.connections },
      () =>
        new Promise<Asker>((resolve) => {
          const asker: Asker = new Asker(order.port, order.body, () => resolve(asker));
        }),
    ),
  );
}

async function saturate(order: Extract<LoadOrder, { kind: 'saturate' }>): Promise<LoadResult> {
  const askers = await connected(order);
  const latencies: number[] = [];
  const count = { answers: 0, failures: 0 };
  const start = performance.now();
  const until = start + (order.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const enough = order.answers ?? Number.POSITIVE_INFINITY;
  await Promise.all(
    askers.map(
      (asker) =>
        new Promise<void>((resolve) => {
          const onAnswer = (milliseconds: number, ok: boolean): void => {
            count.answers += 1;
            if (!ok) count.failures += 1;
            if (latencies.length < 200_000) latencies.push(milliseconds);
            if (performance.now() < until && count.answers < enough) asker.ask(onAnswer);
            else resolve();
          };
          asker.ask(onAnswer);
        }),
    ),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const asker of askers) asker.end();
  return { ...count, seconds, latencies: latencies.sort((a, b) => a - b) };
}

async function together(order: Extract<LoadOrder, { kind: 'together' }>): Promise<LoadResult> {
  const askers = await connected(order);
  const start = performance.now();
  let failures = 0;
  const latencies = await Promise.all(
    askers.map(
      (asker) =>
        new Promise<number>((resolve) => {
          asker.ask((milliseconds, ok) => {
            if (!ok) failures += 1;
            resolve(milliseconds);
          });
        }),
    ),
  );
  for (const asker of askers) asker.end();
  return {
    answers: latencies.length,
    failures,
    seconds: (performance.now() - start) / 1_000,
    latencies: latencies.sort((a, b) => a - b),
  };
}

process.on('message', (order: LoadOrder) => {
  const work = order.kind === 'saturate' ? saturate(order) : together(order);
  void work.then((result) => process.send?.(result));
});
