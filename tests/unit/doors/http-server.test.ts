import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { createMockServer, type MockServer, type MockServerOptions } from '../../../sandbox/doors/http-server.ts';
import { shippedTokenizer, type Tokenizer } from '../../../sandbox/service/tokens/tokenizer.ts';
import { raw } from './raw.ts';

const chat = { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Hallo' }] };
const servers: MockServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(
  conditions: Conditions = presets.sofort,
  options: Omit<MockServerOptions, 'conditions'> = {},
): Promise<string> {
  const server = createMockServer({ conditions, ...options });
  servers.push(server);
  return server.listen();
}

function ask(
  address: string,
  body: unknown = chat,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${address}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

describe('the HTTP door', () => {
  it('answers whole, and keeps the connection', async () => {
    const address = await start();
    const response = await ask(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(response.headers.get('keep-alive')).toBeNull();
    expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'gpt-6-luna' });
  });

  it('streams every byte of an answer, last line included', async () => {
    const address = await start();
    const text = await (await ask(address, { ...chat, stream: true })).text();
    expect(text).toMatch(/^data: \{/);
    expect(text).toMatch(/data: \[DONE\]\n\n$/);
  });

  it('gives the same bytes for the same seed', async () => {
    const [one, other] = [await start(), await start()];
    const texts = [await (await ask(one)).text(), await (await ask(other)).text()].map((text) =>
      text.replace(/"created":\d+/, ''),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it('answers HEAD without a body and unknown routes with 404', async () => {
    const address = await start();
    const response = await fetch(`${address}/v1/gibt-es-nicht`, { headers: { authorization: 'Bearer x' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    const head = await fetch(`${address}/v1/gibt-es-nicht`, { method: 'HEAD', headers: { authorization: 'Bearer x' } });
    expect(await head.text()).toBe('');
  });

  it('shows what happened under /lab/log', async () => {
    const address = await start();
    await (await ask(address)).text();
    const { events } = (await (await fetch(`${address}/lab/log`)).json()) as { events: { kind: string }[] };
    expect(events.map((event) => event.kind)).toEqual(['admitted', 'first-token', 'served']);
  });

  it('numbers requests on when the conditions change', async () => {
    const address = await start();
    await ask(address);
    await fetch(`${address}/lab/conditions`, { method: 'PUT', body: '"sofort"' });
    await ask(address);
    const { events } = (await (await fetch(`${address}/lab/log`)).json()) as {
      events: { kind: string; request: number }[];
    };
    const served = events.filter(({ kind }) => kind === 'served');
    expect(served.map(({ request }) => request)).toEqual([1, 2]);
  });

  it('notices a client that goes away, and counts it as aborted', async () => {
    const address = await start(presets.artikel);
    const stop = new AbortController();
    const asked = ask(address, chat, {}, stop.signal);
    const log = async (): Promise<string[]> =>
      ((await (await fetch(`${address}/lab/log`)).json()) as { events: { kind: string }[] }).events.map(
        (event) => event.kind,
      );
    await expect.poll(log).toContain('admitted');
    stop.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(log).toContain('aborted');
  });
});

describe('faults over HTTP', () => {
  it('may be asked for by a request itself', async () => {
    const address = await start();
    expect((await ask(address, chat, { 'x-lab-fault': 'status 503' })).status).toBe(503);
    await expect(ask(address, chat, { 'x-lab-fault': 'reset' })).rejects.toThrow('fetch failed');
    const cut = await ask(address, { ...chat, stream: true }, { 'x-lab-fault': 'cut' });
    await expect(cut.text()).rejects.toThrow('terminated');
    const whole = await ask(address, chat, { 'x-lab-fault': 'cut' });
    await expect(whole.text()).rejects.toThrow('terminated');
    expect((await ask(address)).status).toBe(200);
  });

  it('may refuse a connection', async () => {
    const address = await start({ ...presets.sofort, faults: [{ kind: 'refused', requests: [1] }] });
    await expect(ask(address)).rejects.toThrow('fetch failed');
    expect((await ask(address)).status).toBe(200);
  });

  it('may refuse every connection, and still be asked about itself and be told to stop it', async () => {
    const address = await start({ ...presets.sofort, faults: [{ kind: 'refused', rate: 1 }] });
    const change = (conditions: unknown) =>
      fetch(`${address}/lab/conditions`, { method: 'PUT', body: JSON.stringify(conditions) });
    for (let i = 0; i < 3; i++) {
      await expect(ask(address)).rejects.toThrow('fetch failed');
      expect((await fetch(address)).status).toBe(200);
      expect((await fetch(`${address}/lab/log`)).status).toBe(200);
    }
    expect((await change({ preset: 'sofort' })).status).toBe(200);
    expect((await ask(address)).status).toBe(200);
    // What is kept alive from then is refused as well.
    expect((await change({ faults: [{ kind: 'refused', rate: 1 }] })).status).toBe(200);
    await expect(ask(address)).rejects.toThrow('fetch failed');
  });
});

describe('a server that is faster than its service', () => {
  it('tells waits as its clients count them: who waits as told succeeds', async () => {
    const limits = { requestsPerMinute: 60, tokensPerMinute: 1_000_000 };
    const address = await start({ ...presets.sofort, limits }, { speed: 50 });
    let refused = await ask(address);
    while (refused.status !== 429) refused = await ask(address);
    const told = Number(refused.headers.get('retry-after-ms'));
    expect(told).toBeLessThanOrEqual(20);
    await new Promise((resolve) => setTimeout(resolve, told + 1));
    expect((await ask(address)).status).toBe(200);
  });

  it('tells how long it worked as its clients count it', async () => {
    const latency = { kind: 'total' as const, minMs: 3_000, maxMs: 3_000 };
    const answer = await ask(await start({ ...presets.sofort, latency }, { speed: 100 }));
    expect(answer.headers.get('openai-processing-ms')).toBe('30');
  });
});

describe('pages of another origin', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:4321',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-stainless-lang',
    },
  };

  it('are allowed to ask, with every header', async () => {
    const response = await fetch(`${await start()}/v1/chat/completions`, preflight);
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toContain('x-stainless-lang');
  });

  it('may read the rate limits, or on demand only what the real API exposes', async () => {
    const origin = { origin: 'http://localhost:4321' };
    const all = await ask(await start(), chat, origin);
    expect(all.headers.get('access-control-expose-headers')).toContain('x-ratelimit-remaining-tokens');
    const real = await ask(await start(presets.sofort, { exposedHeaders: 'echt' }), chat, origin);
    expect(real.headers.get('access-control-expose-headers')).toBe('X-Request-ID');
  });
});

describe('changing conditions', () => {
  const put = async (address: string, body: string): Promise<[number, unknown]> => {
    const response = await fetch(`${address}/lab/conditions`, { method: 'PUT', body });
    return [response.status, await response.json()];
  };

  it('takes a preset, single fields, or both', async () => {
    const address = await start();
    expect(await put(address, '"rate-limit"')).toMatchObject([200, { name: 'rate-limit' }]);
    expect(await put(address, '{"seed": 7}')).toMatchObject([
      200,
      { name: 'eigene', seed: 7, limits: { requestsPerMinute: 60 } },
    ]);
    expect(await put(address, '{"preset":"sofort","quotaExhausted":true}')).toMatchObject([
      200,
      { quotaExhausted: true, limits: null },
    ]);
    expect((await ask(address)).status).toBe(429);
    expect(await (await fetch(`${address}/lab/conditions`)).json()).toMatchObject({ quotaExhausted: true });
  });

  it.each(['{', '[]', '"gibt-es-nicht"', '{"seed":-1}', '{"farbe":"rot"}', '{"preset":5}', ''])(
    'refuses %s with a sentence and changes nothing',
    async (body) => {
      const address = await start();
      const [status, answer] = await put(address, body);
      expect(status).toBe(400);
      expect((answer as { fehler: string }).fehler).toMatch(/^Die Bedingungen /);
      expect(await (await fetch(`${address}/lab/conditions`)).json()).toMatchObject({ name: 'sofort', seed: 1 });
    },
  );

  it('lets answers under way end as they began', async () => {
    const address = await start({ ...presets.sofort, latency: { kind: 'total', minMs: 50, maxMs: 50 } });
    const under = ask(address);
    await expect.poll(async () => (await (await fetch(`${address}/lab/log`)).text()).includes('admitted')).toBe(true);
    await put(address, '{"preset":"sofort","quotaExhausted":true}');
    expect((await under).status).toBe(200);
  });
});

describe('a failure of the service itself', () => {
  it('is a 500 in the form of the API, told on stderr, and nobody else notices', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const tokenizer: Tokenizer = {
      count: (text) => shippedTokenizer.count(text),
      split(text) {
        if (text.includes('Absturz')) throw new Error('no tokens');
        return shippedTokenizer.split(text);
      },
    };
    const address = await start(presets.sofort, { tokenizer });
    const broken = await ask(address, { ...chat, messages: [{ role: 'user', content: 'Absturz' }] });
    expect(broken.status).toBe(500);
    expect(await broken.json()).toMatchObject({ error: { type: 'server_error', param: null, code: null } });
    expect(told.mock.calls.flat()).toContainEqual(new Error('no tokens'));
    told.mockRestore();
    expect((await ask(address)).status).toBe(200);
  });
});

describe('a listener that throws', () => {
  it('is loud by itself, and the request is answered', async () => {
    const uncaught: unknown[] = [];
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => uncaught.push(error));
    const mistake = new Error('listener');
    const address = await start(presets.sofort, {
      onEvent: ({ kind }) => {
        if (kind === 'admitted') throw mistake;
      },
    });
    expect((await ask(address)).status).toBe(200);
    expect(uncaught).toEqual([mistake]);
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
  });
});

describe('bad input', () => {
  it.each([
    ['a hundred thousand lists', `{"model":"gpt-6-luna","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['lists without end', '['.repeat(1_000_000)],
    ['objects in metadata', `{"model":"gpt-6-luna","metadata":${'{"a":'.repeat(6_000)}1${'}'.repeat(6_000)}}`],
  ])('of %s gets a 400, and the server lives', async (_what, body) => {
    const address = await start();
    const response = await ask(address, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', code: 'nested_too_deeply' },
    });
    expect((await ask(address)).status).toBe(200);
  });

  it.each([
    ['{"model":', 'application/json'],
    ['[]', 'application/json'],
    ['nur Text', 'text/plain'],
    ['\u0000\u0001', 'application/octet-stream'],
    ['', 'application/json'],
  ])('%j as %s gets a 4xx in the form of the API', async (body, type) => {
    const address = await start();
    const response = await ask(address, body, { 'content-type': type });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
  });

  it('of a form, as curl declares it by itself, is told so in the words of the API', async () => {
    const address = await start();
    const response = await ask(address, JSON.stringify({ model: 'gpt-6-luna' }), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        message:
          "Unsupported content type: 'application/x-www-form-urlencoded'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: application/x-www-form-urlencoded'. Please try again with a supported content type.",
        type: 'invalid_request_error',
        param: null,
        code: 'unsupported_content_type',
      },
    });
    expect((await ask(address, undefined, { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200);
  });

  it('of a body over the limit gets 413, declared or not, and nobody else is disturbed', async () => {
    const address = await start(presets.sofort, { maxBodyBytes: 1_000 });
    expect((await ask(address, 'x'.repeat(5_000))).status).toBe(413);
    const chunked = await raw(
      address,
      `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n${'x'.repeat(2_000)}\r\n0\r\n\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    expect((await ask(address)).status).toBe(200);
  });

  it.each([
    'UNFUG\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nA\u0001B: c\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(40_000)}\r\n\r\n`,
  ])('that is not HTTP gets a 4xx and the end of the connection (%#)', async (text) => {
    const address = await start();
    expect(await raw(address, text)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await ask(address)).status).toBe(200);
  });

  it('of a request that is never finished does no harm', async () => {
    const address = await start();
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.on('connect', () =>
        socket.write('POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"mo', () =>
          resolve(),
        ),
      );
    });
    expect((await ask(address)).status).toBe(200);
    socket.destroy();
    expect((await ask(address)).status).toBe(200);
  });

  it('a server that listens or was closed does not listen again', async () => {
    const server = createMockServer({ conditions: presets.sofort });
    servers.push(server);
    await server.listen();
    await expect(server.listen()).rejects.toThrow('listens already. Create another one.');
    await server.close();
    await expect(server.listen()).rejects.toThrow('was closed. Create another one.');
  });

  it('nor twice at once, nor once it is closed meanwhile, nor at what is no port', async () => {
    const create = (): MockServer => {
      const server = createMockServer({ conditions: presets.sofort });
      servers.push(server);
      return server;
    };
    const twice = create();
    const [one, other] = await Promise.allSettled([twice.listen(), twice.listen()]);
    expect([one.status, other.status]).toEqual(['fulfilled', 'rejected']);
    const closed = create();
    const listening = closed.listen();
    await closed.close();
    await expect(listening).rejects.toThrow('was closed meanwhile');
    await expect(Reflect.apply(create().listen, create(), ['abc'])).rejects.toThrow('from 0 to 65535');
  });

  it('a busy port rejects', async () => {
    const address = await start();
    const second = createMockServer({ conditions: presets.sofort });
    await expect(second.listen(Number(new URL(address).port))).rejects.toThrow('EADDRINUSE');
  });
});
