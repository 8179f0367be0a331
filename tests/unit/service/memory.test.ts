import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../sandbox/service/log.ts';
import { createService } from '../../../sandbox/service/service.ts';
import { CHAT, chatBody, conditionsOf, requestOf } from './drive.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

describe('memory', () => {
  it('stays flat over any number of different requests, stored ones, aborted ones and background jobs', () => {
    const log = createEventLog(1_000);
    const limits = { requestsPerMinute: 1e9, tokensPerMinute: 1e12 };
    const service = createService(conditionsOf({ limits }), { emit: log.emit });
    const run = (from: number, to: number): void => {
      for (let i = from; i < to; i++) {
        const body =
          i % 4 === 0 ? { input: `Frage ${i}`, background: i % 8 === 0 } : chatBody(`Frage ${i}`, { store: true });
        const { request, plans } = service.submit(requestOf(i % 4 === 0 ? '/v1/responses' : CHAT, { body }), i * 10);
        for (const plan of plans) if (plan.kind === 'answer') for (const chunk of plan.chunks) chunk.bytes();
        if (i % 5 === 0) service.abort(request, i * 10);
      }
      service.advance(to * 10);
    };
    // What is bounded fills up first: a generation of 32,768 requests seen is the largest.
    run(0, 34_000);
    const before = heapMb();
    run(34_000, 68_000);
    expect(heapMb() - before).toBeLessThan(4);
  }, 60_000);
});
