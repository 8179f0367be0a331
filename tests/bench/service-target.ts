import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';

/** A server under test; it runs in a process of its own, which also tells its own processor time and memory. */
export type TargetOrder =
  | { readonly kind: 'wartezeit'; readonly answerMs: number }
  /** A bare node:http server that writes given bytes after `answerMs`: what Node itself can do. */
  | { readonly kind: 'bare'; readonly answerMs: number; readonly json: RecordedAnswer; readonly stream: RecordedAnswer }
  | { readonly kind: 'aimock'; readonly content: string; readonly chunkSize: number };

export interface RecordedAnswer {
  readonly headers: readonly (readonly [string, string])[];
  readonly parts: readonly string[];
}

export type TargetReport =
  | { readonly kind: 'up'; readonly port: number }
  | { readonly kind: 'usage'; readonly cpuMicros: number; readonly heapMb: number; readonly rssMb: number };

async function start(order: TargetOrder): Promise<number> {
  switch (order.kind) {
    case 'wartezeit': {
      const latency = { kind: 'total' as const, minMs: order.answerMs, maxMs: order.answerMs };
      const server = createMockServer({ conditions: { ...presets.sofort, latency } });
      return Number(new URL(await server.listen()).port);
    }
    case 'bare':
      return startBare(order);
    case 'aimock': {
      const mock = new LLMock({
        port: 0,
        host: '127.0.0.1',
        latency: 0,
        chunkSize: order.chunkSize,
        logLevel: 'silent',
      });
      mock.onMessage(/.*/, { content: order.content });
      await mock.start();
      return Number(new URL(mock.url).port);
    }
  }
}

function startBare(order: Extract<TargetOrder, { kind: 'bare' }>): Promise<number> {
  const prepare = ({ headers, parts }: RecordedAnswer) => ({
    headers: headers.flat(),
    parts: parts.map((part) => Buffer.from(part)),
  });
  const [json, stream] = [prepare(order.json), prepare(order.stream)];
  const server = createServer((request, response) => {
    const received: Buffer[] = [];
    request.on('data', (part: Buffer) => received.push(part));
    request.on('end', () => {
      const answer = (): void => {
        const { headers, parts } = Buffer.concat(received).includes('"stream":true') ? stream : json;
        response.writeHead(200, headers);
        for (const part of parts) response.write(part);
        response.end();
      };
      if (order.answerMs > 0) setTimeout(answer, order.answerMs);
      else answer();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function usage(): TargetReport {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return { kind: 'usage', cpuMicros: user + system, heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 };
}

process.on('message', (order: TargetOrder | 'usage' | 'collect') => {
  if (order === 'collect') globalThis.gc?.();
  if (order === 'usage' || order === 'collect') process.send?.(usage());
  else void start(order).then((port) => process.send?.({ kind: 'up', port } satisfies TargetReport));
});
