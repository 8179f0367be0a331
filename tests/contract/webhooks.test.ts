import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { MODEL } from './doors.ts';
import { receiveWebhooks, type WebhookReceiver, webhookSecret } from './webhook-receiver.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receiver(failures = 0): Promise<WebhookReceiver> {
  const started = await receiveWebhooks(failures);
  closing.push(started.close);
  return started;
}

async function mock(url: string): Promise<OpenAI> {
  const webhook = { url, secret: webhookSecret };
  const server = createMockServer({ conditions: presets.artikel, speed: 100, webhook });
  closing.push(() => server.close());
  return new OpenAI({ apiKey: 'sk-test', baseURL: `${await server.listen()}/v1`, webhookSecret });
}

describe('webhooks', () => {
  it('tell of a finished background response, signed as the client checks it', async () => {
    const { url, delivery } = await receiver();
    const client = await mock(url);
    const begun = await client.responses.create({ model: MODEL, input: 'Hallo', background: true });
    const { body, headers } = await delivery(1);
    const event = await client.webhooks.unwrap(body, headers);
    expect(event).toMatchObject({ type: 'response.completed', data: { id: begun.id } });
    await expect(client.webhooks.unwrap(body.replace('completed', 'failed'), headers)).rejects.toThrow();
  });

  it('come again when the receiver fails', async () => {
    const { url, delivery } = await receiver(1);
    const client = await mock(url);
    await client.responses.create({ model: MODEL, input: 'Hallo', background: true });
    const [first, second] = [await delivery(1), await delivery(2)];
    expect(first.headers.get('webhook-id')).toBe(second.headers.get('webhook-id'));
  });
});
