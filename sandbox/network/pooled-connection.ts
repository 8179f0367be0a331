import type { ConnectionId } from '../trace/event.ts';
import type { Limited } from './deadlines.ts';
import type { ExchangeHandlers, ExchangeRequest } from './http-client.ts';
import type { HttpResponseReader } from './http-response-reader.ts';
import type { OriginPool } from './origin-pool.ts';

/** What a connection does at the moment. `used`: the response is over, but the next turn has not begun yet. */
export type Phase = 'connecting' | 'handshaking' | 'busy' | 'used' | 'idle' | 'closed';

/** A connection of the HTTP client. */
export interface Pooled extends Limited {
  readonly id: ConnectionId;
  readonly pool: OriginPool;
  readonly url: URL;
  phase: Phase;
  job: Job | null;
  reader: HttpResponseReader | null;
}

/** One exchange under way. */
export interface Job {
  readonly request: ExchangeRequest;
  readonly handlers: ExchangeHandlers;
  /** The program is blocked meanwhile; a browser's XMLHttpRequest knows none of undici's timeouts. */
  readonly blocking: boolean;
  headSeen: boolean;
  over: boolean;
}
