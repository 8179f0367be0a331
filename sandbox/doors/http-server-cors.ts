import type { IncomingMessage, ServerResponse } from 'node:http';

/** Which headers of an answer a page's code may read: all, or only what the real API exposes (X-Request-ID). */
export type ExposedHeaders = 'alle' | 'echt';

const READABLE = [
  'apim-request-id',
  'openai-organization',
  'openai-processing-ms',
  'openai-version',
  'retry-after',
  'retry-after-ms',
  'x-ms-region',
  'x-ratelimit-limit-requests',
  'x-ratelimit-limit-tokens',
  'x-ratelimit-remaining-requests',
  'x-ratelimit-remaining-tokens',
  'x-ratelimit-reset-requests',
  'x-ratelimit-reset-tokens',
  'x-request-id',
  'x-should-retry',
].join(', ');

const NONE: readonly string[] = [];

/** CORS headers of an answer, names and values in turn; none for a request that does not come from a page. */
export function corsHeaders(request: IncomingMessage, exposed: ExposedHeaders): readonly string[] {
  if (request.headers.origin === undefined) return NONE;
  return [
    'access-control-allow-origin',
    '*',
    'access-control-expose-headers',
    exposed === 'echt' ? 'X-Request-ID' : READABLE,
  ];
}

/** Answers a browser's question whether a page may send a request; false if it is none. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  const headers = [
    ...['access-control-allow-origin', '*'],
    ...['access-control-allow-methods', 'GET, POST, PUT, DELETE, OPTIONS'],
    ...['access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*'],
    ...['access-control-max-age', '600'],
  ];
  if (request.headers['access-control-request-private-network'] !== undefined) {
    headers.push('access-control-allow-private-network', 'true');
  }
  response.writeHead(204, headers).end();
  return true;
}
