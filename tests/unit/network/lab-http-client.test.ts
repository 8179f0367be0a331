import { describe, expect, it } from 'vitest';
import type { ExchangeHandlers, ExchangeRequest } from '../../../sandbox/network/http-client.ts';
import { answerAfter, bytesOf, chunkAt, eventsOf, lab } from './lab.ts';

const trip = 20_000;

function request(path = '/v1/chat/completions', url = `https://api.openai.com${path}`): ExchangeRequest {
  return {
    method: 'POST',
    url: new URL(url),
    headers: [['Content-Type', 'application/json']],
    body: bytesOf('{"a":"ü"}'),
  };
}

/** Remembers in words what the handlers were told. */
function recorder(log: string[], onEnd: () => void = () => {}): ExchangeHandlers {
  return {
    onHead: (head) => log.push(`head ${head.status} ${head.statusText}`),
    onChunk: (bytes) => log.push(`chunk ${new TextDecoder().decode(bytes)}`),
    onEnd: () => {
      log.push('end');
      onEnd();
    },
    onError: (error) => log.push(`error ${error.code}`),
  };
}

describe('an exchange', () => {
  it('connects, shakes hands, asks, and tells the answer when it is due', () => {
    const { client, clock, runLoop } = lab(answerAfter(100_000));
    const log: string[] = [];
    client.exchange(request(), recorder(log));
    expect(log).toEqual([]);
    runLoop();
    expect(log).toEqual(['head 200 OK', 'chunk {"ok":true}', 'end']);
    expect(clock.peek()).toBe(3 * trip + 100_000);
  });

  it('runs beside others, each on a connection of its own', () => {
    const { client, clock, trace, runLoop } = lab(answerAfter(3_000_000));
    const log: string[] = [];
    for (let i = 0; i < 100; i++) client.exchange(request(), recorder(log));
    runLoop();
    expect(log.filter((line) => line === 'end')).toHaveLength(100);
    expect(eventsOf(trace, 'connecting')).toHaveLength(100);
    expect(clock.peek()).toBe(3 * trip + 3_000_000);
  });

  it('in turn with others uses two connections, as in Node: the first is freed after the continuation has asked again', () => {
    const { client, trace, runLoop } = lab();
    const log: string[] = [];
    let left = 9;
    const next = (): void => {
      if (left-- > 0) client.exchange(request(), recorder(log, next));
    };
    client.exchange(request(), recorder(log, next));
    runLoop();
    expect(eventsOf(trace, 'connecting')).toHaveLength(2);
    expect(eventsOf(trace, 'request-sent')).toHaveLength(10);
  });

  it('finds its connection closed after 4 s of idleness', () => {
    const { client, clock, trace, runLoop } = lab();
    client.exchange(request(), recorder([]));
    runLoop();
    for (const turn of client.takeDue()) turn();
    const idleSince = clock.peek();
    expect(client.nextDue()).toBe(idleSince + 4_000_000);
    clock.blockUntil(idleSince + 4_000_000);
    for (const turn of client.takeDue()) turn();
    expect(eventsOf(trace, 'connection-closed')).toMatchObject([{ at: idleSince + 4_000_000, by: 'program' }]);
    client.exchange(request(), recorder([]));
    runLoop();
    expect(eventsOf(trace, 'connecting')).toHaveLength(2);
  });

  it('tells the parts of a stream one by one', () => {
    const { client, runLoop } = lab((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'chunked',
      chunks: [chunkAt(at, 'a'), chunkAt(at + 1_000, 'ü')],
      end: { at: at + 2_000, kind: 'done' },
    }));
    const log: string[] = [];
    client.exchange(request(), recorder(log));
    runLoop();
    expect(log).toEqual(['head 200 OK', 'chunk a', 'chunk ü', 'end']);
  });

  it.each([
    ['https://nirgendwo.test/', 'ENOTFOUND'],
    ['https://192.0.2.1/', 'ENETUNREACH'],
    ['http://localhost:9/', 'ECONNREFUSED'],
  ])('to %s fails in a later turn with %s', (url, code) => {
    const { client, runLoop } = lab();
    const log: string[] = [];
    client.exchange(request('', url), recorder(log));
    expect(log).toEqual([]);
    runLoop();
    expect(log).toEqual([`error ${code}`]);
  });

  it('tells a reset, and a cut as the other side closing', () => {
    const reset = lab((_request, at, id) => ({ kind: 'reset', request: id, at }));
    const log: string[] = [];
    reset.client.exchange(request(), recorder(log));
    reset.runLoop();
    const cut = lab((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'chunked',
      chunks: [chunkAt(at, 'a')],
      end: { at, kind: 'cut' },
    }));
    cut.client.exchange(request(), recorder(log));
    cut.runLoop();
    expect(log).toEqual(['error ECONNRESET', 'head 200 OK', 'chunk a', 'error UND_ERR_SOCKET']);
  });

  it('gives up after 300 s without a head, and after 300 s of silence in a stream', () => {
    const silent = lab(() => 'queued');
    const log: string[] = [];
    silent.client.exchange(request(), recorder(log));
    silent.runLoop();
    expect(log).toEqual(['error UND_ERR_HEADERS_TIMEOUT']);
    expect(silent.clock.peek()).toBe(2 * trip + 300_000_000);
    const stalled = lab((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'chunked',
      chunks: [chunkAt(at, 'a'), chunkAt(at + 200_000_000, 'b')],
      end: { at: at + 200_000_000, kind: 'stalled' },
    }));
    stalled.client.exchange(request(), recorder(log));
    stalled.runLoop();
    expect(log.slice(1)).toEqual(['head 200 OK', 'chunk a', 'chunk b', 'error UND_ERR_BODY_TIMEOUT']);
    expect(stalled.clock.peek()).toBe(3 * trip + 500_000_000);
  });

  it('can be aborted: the connection closes and nothing more is told', () => {
    const { client, clock, service, trace, runLoop, network } = lab(answerAfter(10_000_000));
    const log: string[] = [];
    const exchange = client.exchange(request(), recorder(log));
    client.exchange(request('/other'), {
      ...recorder([]),
      onHead: () => {},
    });
    while (clock.peek() < 1_000_000) {
      for (const turn of client.takeDue()) turn();
      clock.blockUntil(Math.min(client.nextDue() ?? 1_000_000, 1_000_000));
    }
    exchange.abort();
    exchange.abort();
    expect(client.open).toBe(1);
    runLoop();
    network.settle();
    expect(log).toEqual([]);
    expect(service.aborted).toEqual([{ request: 1, at: 1_010_000 }]);
    expect(eventsOf(trace, 'request-aborted')).toMatchObject([{ request: 1, at: 1_000_000 }]);
  });
});

describe('a blocking exchange', () => {
  it('moves the clock to its end and returns the whole answer', () => {
    const { client, clock } = lab(answerAfter(100_000));
    const answer = client.exchangeBlocking(request());
    expect(answer.head.status).toBe(200);
    expect(new TextDecoder().decode(answer.body)).toBe('{"ok":true}');
    expect(clock.peek()).toBe(3 * trip + 100_000);
  });

  it('reuses its connection at once', () => {
    const { client, trace } = lab();
    for (let i = 0; i < 5; i++) client.exchangeBlocking(request());
    expect(eventsOf(trace, 'connecting')).toHaveLength(1);
  });

  it('lets no handler of another exchange run, and loses nothing of it', () => {
    const { client, runLoop } = lab();
    const log: string[] = [];
    client.exchange(request(), recorder(log));
    client.exchangeBlocking(request());
    expect(log).toEqual([]);
    runLoop();
    expect(log).toEqual(['head 200 OK', 'chunk {"ok":true}', 'end']);
  });

  it('throws what fetch would tell', () => {
    const { client } = lab();
    expect(() => client.exchangeBlocking(request('', 'https://nirgendwo.test/'))).toThrow('ENOTFOUND');
    expect(client.open).toBe(0);
  });

  it('names a wait without end', () => {
    const { client } = lab(() => 'queued');
    expect(() => client.exchangeBlocking(request())).toThrow('never answers');
  });
});
