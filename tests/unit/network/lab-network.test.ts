import { describe, expect, it } from 'vitest';
import { answerAfter, bytesOf, chunkAt, eventsOf, lab, post } from './lab.ts';

const half = 10_000;
const trip = 20_000;

describe('connecting', () => {
  it('takes one round trip, the handshake one more', () => {
    const { network, clock, receive, trace } = lab();
    const connection = network.connect('api.openai.com', 443);
    expect(network.readableAt(connection)).toBe(trip);
    expect(network.receive(connection, 0)).toBeNull();
    expect(receive(connection, 0)).toHaveLength(0);
    expect(clock.peek()).toBe(trip);
    network.handshake(connection, 'api.openai.com');
    receive(connection, 0);
    expect(clock.peek()).toBe(2 * trip);
    expect(trace.map((event) => [event.kind, event.at])).toEqual([
      ['connecting', 0],
      ['connected', trip],
      ['handshaking', trip],
      ['handshaken', 2 * trip],
    ]);
  });

  it('costs no handshake where the conditions are without TLS', () => {
    const { network, clock, receive, trace } = lab(answerAfter(0), { tls: false, roundTripMs: 0 });
    const connection = network.connect('api.openai.com', 443);
    receive(connection, 0);
    network.handshake(connection, 'api.openai.com');
    receive(connection, 0);
    expect(clock.peek()).toBe(0);
    expect(trace.map((event) => event.kind)).toEqual(['connecting', 'connected']);
  });

  it('is refused one round trip later when the service refuses', () => {
    const { network, clock, service, receive, trace } = lab();
    service.refuse.add(0);
    const connection = network.connect('api.openai.com', 443);
    expect(() => receive(connection, 0)).toThrow('connect ECONNREFUSED');
    expect(clock.peek()).toBe(trip);
    expect(service.attempts).toEqual([half]);
    expect(eventsOf(trace, 'connect-failed')).toMatchObject([{ at: trip, code: 'ECONNREFUSED' }]);
    network.close(connection);
    expect(eventsOf(trace, 'connection-closed')).toEqual([]);
  });

  it('knows the names of the service and no others', () => {
    const { network } = lab();
    expect(network.lookup('api.openai.com')).toBe(network.lookup('Mein-Dienst.openai.azure.com'));
    for (const name of ['example.com', 'api.openai.com.evil.test', 'openai.com', '']) {
      expect(() => network.lookup(name), name).toThrow('ENOTFOUND');
    }
  });

  it('reaches no other address, as a network without a way there', () => {
    const { network, trace } = lab();
    for (const address of ['192.168.0.1', '8.8.8.8', '2001:db8::1']) {
      expect(() => network.connect(address, 443), address).toThrow(`connect ENETUNREACH ${address}:443`);
    }
    expect(eventsOf(trace, 'connect-failed')).toHaveLength(3);
  });

  it('finds nobody listening on the own machine, at once', () => {
    const { network, clock } = lab();
    const connection = network.connect('localhost', 8080);
    clock.blockUntil(network.readableAt(connection));
    expect(() => network.receive(connection, 0)).toThrow('ECONNREFUSED');
    expect(clock.peek()).toBe(0);
  });
});

describe('a request', () => {
  it('reaches the service half a round trip later, and its answer comes half a round trip after that', () => {
    const { network, clock, service, open, receive } = lab(answerAfter(100_000));
    const connection = open();
    const start = clock.peek();
    network.send(connection, post('/v1/models', '{}'));
    expect(network.readableAt(connection)).toBe(-1);
    const text = new TextDecoder().decode(receive(connection));
    expect(service.seen[0]?.at).toBe(start + half);
    expect(clock.peek()).toBe(start + half + 100_000 + half);
    expect(text).toBe('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"ok":true}');
  });

  it('leaves its steps in the trace, in order and at their true times', () => {
    const { network, clock, open, receive, trace } = lab(answerAfter(100_000));
    const connection = open();
    trace.length = 0;
    const start = clock.peek();
    const request = post('/v1/chat/completions', '{"a":"ü"}', 'x-stainless-retry-count: 2\r\n');
    network.send(connection, request, 7);
    receive(connection);
    network.close(connection);
    const at = start + trip + 100_000;
    expect(trace).toMatchObject([
      {
        kind: 'request-sent',
        at: start,
        request: 1,
        connection: 1,
        method: 'POST',
        path: '/v1/chat/completions',
        retry: 2,
        line: 7,
        bytes: request.length,
      },
      { kind: 'response-started', at, request: 1, status: 200 },
      { kind: 'chunk', at, request: 1, bytes: 11 },
      { kind: 'response-ended', at, request: 1 },
      { kind: 'connection-closed', at, by: 'program' },
    ]);
  });

  it('is understood however its bytes are cut, umlauts and all', () => {
    const body = '{"text":"Größe – „süß“ 🦉"}';
    const { network, service, open, receive } = lab();
    const connection = open();
    for (const byte of post('/v1/chat/completions', body)) network.send(connection, Uint8Array.of(byte));
    receive(connection);
    expect(new TextDecoder().decode(service.seen[0]?.request.body)).toBe(body);
    expect(service.seen[0]?.request.host).toBe('api.openai.com');
  });

  it('may be chunked', () => {
    const { network, service, open, receive } = lab();
    const connection = open();
    network.send(
      connection,
      bytesOf('POST /v1/files HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhällo'.slice(0, -1)),
    );
    network.send(connection, bytesOf('\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n'));
    receive(connection);
    expect(new TextDecoder().decode(service.seen[0]?.request.body)).toBe('hällabc');
  });

  it('may wait for „100 Continue“', () => {
    const { network, clock, service, open, receive } = lab();
    const connection = open();
    const start = clock.peek();
    network.send(
      connection,
      bytesOf('POST /v1/files HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n'),
    );
    expect(new TextDecoder().decode(receive(connection))).toBe('HTTP/1.1 100 \r\n\r\n'.replace('100 ', '100 Continue'));
    expect(clock.peek()).toBe(start + trip);
    network.send(connection, bytesOf('{}'));
    receive(connection);
    expect(service.seen).toHaveLength(1);
  });

  it('with HEAD gets a head without a body', () => {
    const { network, open, receiveAll, trace } = lab();
    const connection = open();
    network.send(connection, bytesOf('HEAD /v1/models HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect(receiveAll(connection)).toContain('content-length: 11\r\n\r\n');
    expect(eventsOf(trace, 'chunk')).toEqual([]);
    expect(eventsOf(trace, 'response-ended')).toHaveLength(1);
  });

  it('keeps the connection for the next ones', () => {
    const { network, service, open, receive, trace } = lab();
    const connection = open();
    for (let i = 0; i < 5; i++) {
      network.send(connection, post('/v1/models', String(i)));
      receive(connection);
    }
    expect(service.seen.map((seen) => new TextDecoder().decode(seen.request.body))).toEqual(['0', '1', '2', '3', '4']);
    expect(eventsOf(trace, 'connecting')).toHaveLength(1);
    expect(eventsOf(trace, 'request-sent').map((event) => event.request)).toEqual([1, 2, 3, 4, 5]);
  });

  it('waits its turn when it was sent before the answer to the one before', () => {
    const { network, service, open, receiveAll } = lab(answerAfter(50_000));
    const connection = open();
    network.send(connection, Uint8Array.from([...post('/1', 'a'), ...post('/2', 'b'), ...post('/3', 'c')]));
    const text = receiveAll(connection);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(service.seen.map((seen) => seen.request.path)).toEqual(['/1', '/2', '/3']);
  });

  it('that asks for it has its connection closed after the answer', () => {
    const { network, open, receiveAll, trace } = lab();
    const connection = open();
    network.send(connection, post('/v1/models', '', 'Connection: close\r\n'));
    expect(receiveAll(connection)).toContain('connection: close');
    expect(network.receive(connection, 10)).toHaveLength(0);
    expect(eventsOf(trace, 'connection-closed')).toMatchObject([{ by: 'server' }]);
  });

  it.each([
    ['NONSENSE\r\n\r\n', 400],
    ['GET / HTTP/2.0\r\nHost: x\r\n\r\n', 505],
    ['GET / HTTP/1.1\r\n\r\n', 400],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n', 400],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n', 413],
    [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  ])('that is not HTTP (%#) is answered and the connection closed', (text, status) => {
    const { network, service, open, receiveAll } = lab();
    const connection = open();
    network.send(connection, bytesOf(text));
    expect(receiveAll(connection)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(service.seen).toEqual([]);
  });

  it('without TLS on the TLS port is answered with 400', () => {
    const { network, receive, receiveAll } = lab();
    const connection = network.connect('api.openai.com', 443);
    receive(connection, 0);
    network.send(connection, post('/v1/models', ''));
    expect(receiveAll(connection)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('cannot be sent before the connection stands, nor on a closed one', () => {
    const { network, open } = lab();
    const early = network.connect('api.openai.com', 443);
    expect(() => network.send(early, bytesOf('x'))).toThrow('ENOTCONN');
    const connection = open();
    network.close(connection);
    expect(() => network.send(connection, bytesOf('x'))).toThrow('EPIPE');
    expect(() => network.receive(connection, 1)).toThrow('ENOTCONN');
    expect(network.readableAt(connection)).toBe(-1);
  });
});

describe('a streamed answer', () => {
  const stream = (end: 'done' | 'cut' | 'stalled') =>
    lab((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at: at + 1_000, status: 200, headers: [['content-type', 'text/event-stream']] },
      framing: 'chunked',
      chunks: [chunkAt(at + 2_000, 'data: a\n\n', 1), chunkAt(at + 5_000, 'data: ü\n\n', 2)],
      end: { at: at + 6_000, kind: end },
    }));

  it('comes part by part, each when it is due', () => {
    const { network, clock, open, receive, trace } = stream('done');
    const connection = open();
    network.send(connection, post('/v1/chat/completions', '{}'));
    const start = clock.peek() + trip;
    const arrivals: number[] = [];
    for (let i = 0; i < 4; i++) {
      receive(connection);
      arrivals.push(clock.peek() - start);
    }
    expect(arrivals).toEqual([1_000, 2_000, 5_000, 6_000]);
    expect(eventsOf(trace, 'chunk')).toMatchObject([
      { at: start + 2_000, bytes: 9, tokens: 1, text: 'data: a\n\n' },
      { at: start + 5_000, bytes: 10, tokens: 2, text: 'data: ü\n\n' },
    ]);
    expect(eventsOf(trace, 'response-ended')).toMatchObject([{ at: start + 6_000 }]);
  });

  it('is framed in bytes', () => {
    const { network, open, receiveAll } = stream('done');
    const connection = open();
    network.send(connection, post('/', '{}'));
    expect(receiveAll(connection)).toContain('\r\n\r\n9\r\ndata: a\n\n\r\na\r\ndata: ü\n\n\r\n0\r\n\r\n');
  });

  it('that is cut ends with the connection, and the trace says so', () => {
    const { network, open, receiveAll, trace } = stream('cut');
    const connection = open();
    network.send(connection, post('/', '{}'));
    expect(receiveAll(connection)).not.toContain('\r\n0\r\n\r\n');
    expect(network.receive(connection, 9)).toHaveLength(0);
    expect(eventsOf(trace, 'request-failed')).toMatchObject([{ request: 1, code: 'EOF' }]);
    network.send(connection, bytesOf('x'));
    const due = network.readableAt(connection);
    expect(due).toBeGreaterThanOrEqual(0);
  });

  it('that stalls leaves the connection open and nothing due', () => {
    const { network, clock, service, open, receiveAll, trace } = stream('stalled');
    const connection = open();
    network.send(connection, post('/', '{}'));
    receiveAll(connection);
    expect(network.nextDue()).toBeNull();
    expect(network.readableAt(connection)).toBe(-1);
    network.close(connection);
    const closed = clock.peek();
    clock.blockUntil(closed + half);
    network.settle();
    expect(service.aborted).toEqual([{ request: 1, at: closed + half }]);
    expect(eventsOf(trace, 'request-aborted')).toMatchObject([{ at: closed }]);
  });
});

describe('an answer of known length that is cut', () => {
  it('declares more than comes, so that the program notices', () => {
    const { network, open, receiveAll } = lab((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'length',
      chunks: [chunkAt(at, 'abc')],
      end: { at, kind: 'cut' },
    }));
    const connection = open();
    network.send(connection, post('/', '{}'));
    expect(receiveAll(connection)).toContain('content-length: 4\r\n\r\nabc');
  });
});

describe('a reset', () => {
  it('comes before any byte of the answer and stays', () => {
    const { network, open, receive, trace } = lab((_request, at, id) => ({
      kind: 'reset',
      request: id,
      at: at + 30_000,
    }));
    const connection = open();
    network.send(connection, post('/', '{}'));
    expect(() => receive(connection)).toThrow('read ECONNRESET');
    expect(() => receive(connection)).toThrow('read ECONNRESET');
    expect(() => network.send(connection, bytesOf('x'))).toThrow('EPIPE');
    expect(eventsOf(trace, 'request-failed')).toMatchObject([{ code: 'ECONNRESET' }]);
  });
});

describe('closing', () => {
  it('aborts the request under way, half a round trip later at the service', () => {
    const { network, clock, service, open, trace } = lab(answerAfter(5_000_000));
    const connection = open();
    network.send(connection, post('/', '{}'));
    clock.blockUntil(clock.peek() + 1_000_000);
    const closed = clock.peek();
    network.close(connection);
    network.close(connection);
    clock.blockUntil(closed + 60_000_000);
    network.settle();
    expect(service.aborted).toEqual([{ request: 1, at: closed + half }]);
    expect(eventsOf(trace, 'request-aborted')).toMatchObject([{ at: closed, request: 1 }]);
    expect(eventsOf(trace, 'response-started')).toEqual([]);
  });

  it('comes too late for an answer that is already on its way', () => {
    const { network, clock, service, open } = lab(answerAfter(0));
    const connection = open();
    network.send(connection, post('/', '{}'));
    clock.blockUntil(clock.peek() + half);
    network.close(connection);
    clock.blockUntil(clock.peek() + 1_000_000);
    network.settle();
    expect(service.seen).toHaveLength(1);
    expect(service.aborted).toEqual([]);
  });

  it('of an idle connection aborts nothing', () => {
    const { network, service, open, receive, clock } = lab();
    const connection = open();
    network.send(connection, post('/', '{}'));
    receive(connection);
    network.close(connection);
    clock.blockUntil(clock.peek() + trip);
    network.settle();
    expect(service.aborted).toEqual([]);
  });
});

describe('a queued request', () => {
  it('is answered when the service has decided', () => {
    const { network, clock, service, open, receive } = lab(() => 'queued');
    const connection = open();
    network.send(connection, post('/', '{}'));
    const decided = clock.peek() + 2_000_000;
    const plan = answerAfter(10)(
      { method: 'POST', path: '/', host: '', headers: [], body: new Uint8Array(0) },
      decided,
      1,
    );
    if (plan !== 'queued') service.decisions.push({ at: decided, plan });
    receive(connection);
    expect(clock.peek()).toBe(decided + 10 + half);
  });
});

describe('waiting for many', () => {
  it('tells each connection that became readable once per edge', () => {
    const { network, clock } = lab();
    const ids = [1, 2, 3].map(() => network.connect('api.openai.com', 443));
    expect(network.takeReadable()).toEqual([]);
    expect(network.nextDue()).toBe(half);
    clock.blockUntil(half);
    expect(network.takeReadable()).toEqual([]);
    expect(network.nextDue()).toBe(trip);
    clock.blockUntil(trip);
    expect(network.nextDue()).toBe(trip);
    expect(network.takeReadable()).toEqual(ids);
    expect(network.takeReadable()).toEqual([]);
    expect(network.nextDue()).toBeNull();
  });

  it('forgets what a closed connection would have received', () => {
    const { network } = lab();
    const connection = network.connect('api.openai.com', 443);
    network.close(connection);
    expect(network.takeReadable()).toEqual([]);
    expect(network.nextDue()).toBe(half);
  });

  it('gives as many bytes as asked for and keeps the rest', () => {
    const { network, open, receive } = lab();
    const connection = open();
    network.send(connection, post('/', '{}'));
    expect(new TextDecoder().decode(receive(connection, 4))).toBe('HTTP');
    expect(network.readableAt(connection)).toBeGreaterThan(0);
    expect(new TextDecoder().decode(receive(connection, 9))).toBe('/1.1 200 ');
    expect(new TextDecoder().decode(receive(connection))).toMatch(/\{"ok":true\}$/);
    expect(network.receive(connection, 1)).toBeNull();
  });

  it('serves 10,000 connections at once, in a trace ordered by time', () => {
    const { network, clock, trace, service } = lab((_request, at, id) => {
      const plan = answerAfter(3_000_000 + ((id * 7919) % 1000))(_request, at, id);
      return plan;
    });
    const count = 10_000;
    const waitingFor = new Map<number, 'connect' | 'handshake' | 'answer'>();
    for (let i = 0; i < count; i++) waitingFor.set(network.connect('api.openai.com', 443), 'connect');
    while (waitingFor.size > 0) {
      for (const id of network.takeReadable()) {
        const state = waitingFor.get(id);
        if (state === 'connect') {
          network.receive(id, 0);
          network.handshake(id, 'api.openai.com');
          waitingFor.set(id, 'handshake');
        } else if (state === 'handshake') {
          network.receive(id, 0);
          network.send(id, post('/v1/chat/completions', '{}'));
          waitingFor.set(id, 'answer');
        } else {
          expect(network.receive(id, 65_536)?.length).toBeGreaterThan(20);
          network.close(id);
          waitingFor.delete(id);
        }
      }
      const due = network.nextDue();
      if (due === null) break;
      clock.blockUntil(due);
    }
    expect(waitingFor.size).toBe(0);
    expect(service.seen).toHaveLength(count);
    expect(clock.peek()).toBeLessThan(3_100_000);
    expect(trace.every((event, i) => event.at >= (trace[i - 1]?.at ?? 0))).toBe(true);
  });
});
