import { ExchangeError } from './http-client.ts';
import { MalformedMessage } from './http-message.ts';
import { NetworkError } from './network.ts';
import type { Pooled } from './pooled-connection.ts';

/** A failure below HTTP in the words of Node; throws on what is none. */
export function asExchangeError(error: unknown, url: URL): ExchangeError {
  if (error instanceof NetworkError) return new ExchangeError(error.code, error.message, url.hostname);
  if (error instanceof MalformedMessage) return new ExchangeError('HPE_INVALID_CONSTANT', error.message, url.hostname);
  throw error;
}

/** What undici says when a connection has taken too long for what it is doing. */
export function timeoutOf({ phase, job, url }: Pooled): ExchangeError {
  if (phase !== 'busy') return new ExchangeError('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', url.hostname);
  return job?.headSeen
    ? new ExchangeError('UND_ERR_BODY_TIMEOUT', 'Body Timeout Error', url.hostname)
    : new ExchangeError('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error', url.hostname);
}
