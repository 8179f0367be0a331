import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { MODEL } from './doors.ts';

const secret = `whsec_${Buffer.from('ein Geheimnis für Tests').toString('base64')}`;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Received {
  readonly body: string;
  readonly headers: Headers;
}

/** A reader's own receiver: answers the first `failures` deliveries with 500. */
async function receiver(failures = 0): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const pairs = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    received.push({ body: Buffer.concat(parts).toString(), headers: new Headers(pairs) });
    response.writeHead(received.length > failures ? 200 : 500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function mock(url: string): Promise<OpenAI> {
  const server = createMockServer({ conditions: presets.artikel, speed: 100, webhook: { url, secret } });
  closing.push(() => server.close());
  return new OpenAI({ apiKey: 'sk-test', baseURL: `${await server.listen()}/v1`, webhookSecret: secret });
}

describe('webhooks', () => {
  it('tell of a finished background response, signed as the client checks it', async () => {
    const { url, received } = await receiver();
    const client = await mock(url);
    const begun = await client.responses.create({ model: MODEL, input: 'Hallo', background: true });
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    const event = await client.webhooks.unwrap(received[0]?.body ?? '', received[0]?.headers ?? new Headers());
    expect(event).toMatchObject({ type: 'response.completed', data: { id: begun.id } });
    const forged = (received[0]?.body ?? '').replace('completed', 'failed');
    await expect(client.webhooks.unwrap(forged, received[0]?.headers ?? new Headers())).rejects.toThrow();
  });

  it('come again when the receiver fails', async () => {
    const { url, received } = await receiver(1);
    const client = await mock(url);
    await client.responses.create({ model: MODEL, input: 'Hallo', background: true });
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2);
    expect(received[0]?.headers.get('webhook-id')).toBe(received[1]?.headers.get('webhook-id'));
  });
});
