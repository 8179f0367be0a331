import type { Micros } from '../clock/clock.ts';
import type { ConnectionId } from '../trace/event.ts';

/** What a real network would have answered: the code is errno's name. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: 'ENOTFOUND' | 'ECONNREFUSED' | 'ECONNRESET' | 'ENOTCONN' | 'EPIPE' | 'ENETUNREACH';
  constructor(code: NetworkError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The simulated network as sockets see it: bytes in both directions over connections, HTTP/1.1 framing on the service's side.
 * All methods return at once; time passes only through the clock. The network asks the service to `advance` whenever it is read.
 *
 * A connection is readable from a due time on: the result of connecting, the server's half of the handshake, response
 * bytes, the end of the stream, a reset.
 */
export interface Network {
  /** The address of a simulated name. Throws ENOTFOUND for any other name, ENETUNREACH is thrown by `connect`. */
  lookup(host: string): string;
  /** Starts to connect; takes one round trip. `host` is a name or an address from `lookup`. */
  connect(host: string, port: number): ConnectionId;
  /** Starts the TLS handshake on a connected connection (null cipher, one round trip). `host` is the SNI name. */
  handshake(connection: ConnectionId, host: string): void;
  /** Sends bytes (plain HTTP/1.1). `line` is the reader's line on whose behalf. Throws EPIPE on a closed connection. */
  send(connection: ConnectionId, bytes: Uint8Array, line?: number): void;
  /** When the connection becomes (or became) readable; -1 while nothing is known yet. O(log n) or better. */
  readableAt(connection: ConnectionId): Micros;
  /**
   * Takes up to `max` bytes that have arrived by now. `null`: nothing has arrived yet. Empty: the server closed its side.
   * With `max` 0 it takes the result of `connect` or `handshake`. Throws ECONNREFUSED / ECONNRESET.
   */
  receive(connection: ConnectionId, max: number): Uint8Array | null;
  /** The program closes; a request under way is aborted, which the service sees half a round trip later. */
  close(connection: ConnectionId): void;
  /** The earliest moment at which any open connection becomes readable or the service decides; null if never. O(log n). */
  nextDue(): Micros | null;
  /** Connections that have become readable since the last call (edge-triggered), for selectors. */
  takeReadable(): readonly ConnectionId[];
}
