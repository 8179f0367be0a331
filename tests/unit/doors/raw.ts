import { connect } from 'node:net';

/** Sends bytes as they are; returns all that comes back until the server closes, or until `complete` is seen. */
export function raw(
  address: string,
  sent: string | readonly (string | Uint8Array)[],
  complete = /$^/u,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => {
      for (const part of typeof sent === 'string' ? [sent] : sent) socket.write(part);
    });
    let seen = '';
    socket.on('data', (part) => {
      seen += part.toString();
      if (complete.test(seen)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(seen));
  });
}
