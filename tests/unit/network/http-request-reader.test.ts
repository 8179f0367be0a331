import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpRequestReader, type RequestStep } from '../../../sandbox/network/http-request-reader.ts';

const encoder = new TextEncoder();

interface Sent {
  readonly path: string;
  readonly body: Uint8Array;
  readonly chunked: boolean;
  readonly expects: boolean;
}

const request: fc.Arbitrary<Sent> = fc.record({
  path: fc
    .string({ unit: fc.constantFrom('a', 'b', '/', '?', '=', '%', '1'), maxLength: 20 })
    .map((text) => `/${text}`),
  body: fc.uint8Array({ maxLength: 300 }),
  chunked: fc.boolean(),
  expects: fc.boolean(),
});

function wire({ path, body, chunked, expects }: Sent): number[] {
  const head = ['POST', path, 'HTTP/1.1\r\nHost: api.openai.com\r\n'].join(' ');
  const expect = expects ? 'Expect: 100-continue\r\n' : '';
  if (!chunked) return [...encoder.encode(`${head}${expect}Content-Length: ${body.length}\r\n\r\n`), ...body];
  const bytes = [...encoder.encode(`${head}${expect}Transfer-Encoding: chunked\r\n\r\n`)];
  for (let at = 0; at < body.length; at += 97) {
    const piece = body.subarray(at, at + 97);
    bytes.push(...encoder.encode(`${piece.length.toString(16)}\r\n`), ...piece, 13, 10);
  }
  return [...bytes, ...encoder.encode('0\r\n\r\n')];
}

function feedInPieces(bytes: readonly number[], cuts: readonly number[]): RequestStep[] {
  const reader = new HttpRequestReader();
  const steps: RequestStep[] = [];
  const borders = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...borders, bytes.length]) {
    steps.push(...reader.feed(Uint8Array.from(bytes.slice(from, to))));
    from = to;
  }
  return steps;
}

describe('reading requests', () => {
  it('gives the same requests, byte for byte, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(request, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (sent, cuts) => {
          const wires = sent.map(wire);
          const steps = feedInPieces(wires.flat(), cuts);
          const read = steps.flatMap((step) => (step.kind === 'request' ? [step.request] : []));
          expect(read.map(({ target, body, bytes }) => ({ target, body: [...body], bytes }))).toEqual(
            sent.map(({ path, body }, i) => ({ target: path, body: [...body], bytes: wires[i]?.length })),
          );
          expect(steps.filter((step) => step.kind === 'expects')).toHaveLength(
            sent.filter(({ expects }) => expects).length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws and never reads on after what is not HTTP', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const reader = new HttpRequestReader();
        const steps = reader.feed(bytes);
        if (steps.at(-1)?.kind === 'malformed')
          expect(reader.feed(encoder.encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('reads 100 MB in one-megabyte pieces without copying them again and again', () => {
    const reader = new HttpRequestReader();
    const piece = new Uint8Array(1_000_000);
    reader.feed(encoder.encode('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n'));
    let steps: readonly RequestStep[] = [];
    for (let i = 0; i < 100; i++) steps = reader.feed(piece);
    expect(steps).toHaveLength(1);
  });
});
