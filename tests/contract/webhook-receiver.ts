import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A delivery as it came. */
export interface Received {
  readonly body: string;
  readonly headers: Headers;
}

/** A reader's own receiver of webhooks. */
export interface WebhookReceiver {
  readonly url: string;
  /** Resolves with the delivery of this number (from 1) once it has come. */
  delivery(number: number): Promise<Received>;
  close(): void;
}

/** The secret that the tests' mocks sign with. */
export const webhookSecret = `whsec_${Buffer.from('ein Geheimnis für Tests').toString('base64')}`;

/** Starts a receiver that answers the first `failures` deliveries with 500. */
export async function receiveWebhooks(failures = 0): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const pairs = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    received.push({ body: Buffer.concat(parts).toString(), headers: new Headers(pairs) });
    arrivals.emit('delivery');
    response.writeHead(received.length > failures ? 200 : 500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async delivery(number) {
      for (;;) {
        const come = received[number - 1];
        if (come) return come;
        await once(arrivals, 'delivery', { signal: AbortSignal.timeout(10_000) });
      }
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
