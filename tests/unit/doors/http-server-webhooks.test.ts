import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookSender } from '../../../sandbox/doors/http-server-webhooks.ts';
import { webhookDelivery } from '../../../sandbox/service/webhooks.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A receiver that answers with this status; null: nobody listens any more at its address. */
async function receiver(status: number | null): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status ?? 500).end();
  });
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  });
  if (status === null) await new Promise((resolve) => server.close(resolve));
  else closing.push(() => server.close().closeAllConnections());
  return url;
}

/** What is told first about a delivery to this address. */
function firstNotice(url: string): Promise<string> {
  return new Promise((resolve) => {
    const sender = createWebhookSender({ url, secret: 'geheim' }, resolve);
    closing.push(() => sender.stop());
    sender.deliver(webhookDelivery('batch.completed', 'batch_1', 0, 0));
  });
}

describe('a webhook that does not arrive', () => {
  it('is told, with the reason and what comes next', async () => {
    const dead = await receiver(null);
    const notice = await firstNotice(dead);
    expect(notice).toContain(`Failed to deliver the webhook batch.completed to ${dead}: connect ECONNREFUSED`);
    expect(notice).toContain('Next attempts in 1, 5, 30, 300 s.');
    expect(await firstNotice(await receiver(404))).toContain('status 404.');
  });
});
