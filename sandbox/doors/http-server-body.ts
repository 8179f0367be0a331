import type { IncomingMessage } from 'node:http';

const EMPTY = new Uint8Array(0);

/**
 * Collects a request's body, then calls `done` with it, or with null as soon as it is longer than `limit` bytes. Calls
 * nothing for a request that was never sent completely.
 */
export function collectBody(request: IncomingMessage, limit: number, done: (body: Uint8Array | null) => void): void {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    done(null);
    return;
  }
  let first: Uint8Array | null = null;
  let more: Uint8Array[] | null = null;
  let length = 0;
  request.on('data', (part: Uint8Array) => {
    length += part.length;
    if (length > limit) {
      request.removeAllListeners('data').removeAllListeners('end');
      done(null);
    } else if (first === null) first = part;
    else if (more === null) more = [first, part];
    else more.push(part);
  });
  request.on('end', () => done(more === null ? (first ?? EMPTY) : Buffer.concat(more)));
}
