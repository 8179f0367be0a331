import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { createMockServer, type MockServer } from '../../../sandbox/doors/http-server.ts';
import { raw } from './raw.ts';

const servers: MockServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: { readonly maxBodyBytes?: number } = {}): Promise<string> {
  const server = createMockServer({ conditions: presets.sofort, ...options });
  servers.push(server);
  return server.listen();
}

const BODY = '{"model":"gpt-6-luna","messages":[{"role":"user","content":"Hallo"}]}';
const STREAMED = BODY.replace(/\}$/u, ',"stream":true}');

function request(start: string, headers: readonly string[] = [], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`, 'Content-Type: application/json'];
  return `${[start, 'Host: x', 'Authorization: Bearer x', ...length, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

const CHAT = 'POST /v1/chat/completions HTTP/1.1';

describe('requests that are seldom seen', () => {
  it('come one behind the other without waiting: each is answered, in order', async () => {
    const sent = request(CHAT, [], STREAMED) + request(CHAT, [], BODY) + request('GET /v1/models/gpt-6-luna HTTP/1.1');
    const seen = await raw(await start(), sent, /"object":"model"/u);
    expect(seen.match(/HTTP\/1\.1 200 OK/gu)).toHaveLength(3);
    expect(seen.indexOf('[DONE]')).toBeLessThan(seen.indexOf('"object":"chat.completion",'));
  });

  it('come in HTTP/1.0: a stream has no chunks then and ends with the connection', async () => {
    const address = await start();
    const stream = await raw(address, request(CHAT.replace('1.1', '1.0'), [], STREAMED));
    expect(stream).not.toMatch(/transfer-encoding/iu);
    expect(stream).toMatch(/\r\n\r\ndata: \{/u);
    expect(stream).toMatch(/data: \[DONE\]\n\n$/u);
    expect(await raw(address, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK/u);
  });

  it.each(['http://127.0.0.1:1/v1/models/gpt-6-luna', 'HTTPS://x/v1/models/gpt-6-luna?a=b'])(
    'name the whole address, as for a proxy: %s',
    async (target) => {
      const seen = await raw(await start(), request(`GET ${target} HTTP/1.1`), /\}$/u);
      expect(seen).toMatch(/^HTTP\/1\.1 200 OK/u);
      expect(seen).toContain('"id":"gpt-6-luna"');
    },
  );

  it('ask for a go-ahead before the body', async () => {
    const seen = await raw(await start(), request(CHAT, ['Expect: 100-continue'], BODY), /chat\.completion.*\}$/u);
    expect(seen).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/u);
  });

  it('come in chunks of one byte', async () => {
    const parts = [...BODY].map((character) => `1\r\n${character}\r\n`);
    const head = request(CHAT, ['Content-Type: application/json', 'Transfer-Encoding: chunked']);
    const seen = await raw(await start(), [head, ...parts, '0\r\nX-Trailer: 1\r\n\r\n'], /chat\.completion.*\}$/u);
    expect(seen).toMatch(/^HTTP\/1\.1 200 OK/u);
  });

  it.each([
    ['Connection: Upgrade', 'Upgrade: h2c'],
    ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
  ])('offer another protocol: %s, %s', async (...headers) => {
    const seen = await raw(await start(), request('GET /v1/models/gpt-6-luna HTTP/1.1', headers), /\}$/u);
    expect(seen).toMatch(/^HTTP\/1\.1 200 OK/u);
  });
});

describe('requests that cannot be answered', () => {
  it.each([
    ['no host', 'GET /v1/models HTTP/1.1\r\n\r\n', 400, "'Host' is missing"],
    ['a tunnel', request('CONNECT api.openai.com:443 HTTP/1.1'), 405, 'not a proxy'],
    ['an unknown expectation', request(CHAT, ['Expect: cake'], BODY), 417, "'cake'"],
    ['two lengths', request(CHAT, ['Content-Length: 3'], BODY), 400, 'Malformed HTTP request'],
    ['a length and chunks', request(CHAT, ['Transfer-Encoding: chunked'], BODY), 400, 'Malformed HTTP request'],
    ['a length beyond all', request(CHAT, ['Content-Length: 99999999999']), 413, 'too large'],
    ['a chunk without a size', `${request(CHAT, ['Transfer-Encoding: chunked'])}zz\r\n`, 400, 'chunk size'],
    ['an endless header', request(CHAT, [`A: ${'a'.repeat(40_000)}`]), 431, 'Header overflow'],
    ['an endless address', request(`GET /v1/${'a'.repeat(40_000)} HTTP/1.1`), 431, 'Header overflow'],
    ['bytes of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', 400, 'Malformed HTTP request'],
    ['the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'Malformed HTTP request'],
  ])('because of %s are told so as the API tells errors', async (_what, sent, status, words) => {
    const address = await start();
    const seen = await raw(address, sent);
    expect(seen).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
    const { error } = JSON.parse(/\{.*\}/u.exec(seen)?.[0] ?? '');
    expect(error).toMatchObject({ type: 'invalid_request_error', param: null, code: null });
    expect(error.message).toContain(words);
    expect((await fetch(address)).status).toBe(200);
  });

  it('because they end in the middle are told so', async () => {
    const address = await start();
    const seen = await new Promise<string>((resolve) => {
      const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1', allowHalfOpen: true }, () =>
        socket.end(request(CHAT, [], BODY).slice(0, -5)),
      );
      let text = '';
      socket.on('data', (part) => {
        text += part.toString();
      });
      socket.on('end', () => resolve(text));
    });
    expect(seen).toMatch(/^HTTP\/1\.1 400 /u);
    expect(seen).toContain('it ended before it was complete');
  });

  it('spoil no answer that is under way', async () => {
    const address = await start();
    const slow = request(CHAT, ['x-lab-fault: stalled'], STREAMED);
    const seen = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(slow));
      let text = '';
      socket.on('data', (part) => {
        if (text === '') socket.write('GARBAGE\r\n\r\n');
        text += part.toString();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });
    expect(seen.match(/HTTP\/1\.1/gu)).toHaveLength(1);
  });

  it('because they are compressed are told so', async () => {
    const response = await fetch(`${await start()}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(BODY),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'unsupported_content_encoding', message: expect.stringContaining("'gzip'") },
    });
  });

  it('because they are far too long are told so while they are still coming', async () => {
    const address = await start({ maxBodyBytes: 1_000 });
    const response = await fetch(`${address}/v1/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', origin: 'http://localhost:4321' },
      body: new Uint8Array(20_000_000),
    });
    expect(response.status).toBe(413);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(address)).status).toBe(200);
  });

  it.each(['/v1/models/%E0%A4%A', '/v1/models/%', '/v1/models/%00', '/lab/%zz', '//v1/models', '/v1/../lab/log'])(
    'because of their path are 404: %s',
    async (path) => {
      expect(await raw(await start(), request(`GET ${path} HTTP/1.1`), /\}/u)).toMatch(/^HTTP\/1\.1 404 /u);
    },
  );
});
