import { createServer } from 'node:net';

/** A server that notes every connection and answers nothing. */
export interface ListeningServer {
  readonly url: string;
  /** First bytes of each connection so far. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Listens on a free port of this machine, for tests of what must not leave the laboratory. */
export function listenForVisitors(): Promise<ListeningServer> {
  const seen: string[] = [];
  const server = createServer((socket) => {
    const index = seen.push('(nothing sent)') - 1;
    socket.once('data', (bytes) => {
      seen[index] = bytes.toString('latin1').slice(0, 200);
    });
    socket.on('error', () => {});
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${port}`,
        seen,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
