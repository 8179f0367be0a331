import type { Micros, RequestId, TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { RequestSpan } from './spans.ts';

/** A request that is still being told of. */
export type OpenRequest = Mutable<RequestSpan>;

type Sent = Extract<TraceEvent, { kind: 'request-sent' }>;

/** A request that has been sent and of which nothing else is known. */
export function newRequest(event: Sent, from: Micros, lane: number, previous: RequestId | null): OpenRequest {
  return {
    request: event.request,
    connection: event.connection,
    from,
    to: null,
    sentAt: event.at,
    startedAt: null,
    firstTokenAt: null,
    lastTokenAt: null,
    streamedTokens: 0,
    end: 'open',
    status: null,
    code: null,
    method: event.method,
    path: event.path,
    retry: event.retry,
    retryOf: previous,
    ...(event.line === undefined ? {} : { line: event.line }),
    lane,
    headers: [],
    sentBytes: event.bytes,
    receivedBytes: 0,
    model: null,
    promptTokens: 0,
    cachedTokens: 0,
    completionTokens: 0,
    costUsd: null,
    serviceTime: null,
    queuedAt: null,
    queueTime: 0,
  };
}

/** Notes on a request what an event tells of it, its end excepted. */
export function noteOn(request: OpenRequest, event: TraceEvent): void {
  switch (event.kind) {
    case 'response-started':
      request.startedAt = event.at;
      request.status = event.status;
      request.headers = event.headers;
      break;
    case 'chunk':
      request.receivedBytes += event.bytes;
      if (event.tokens !== undefined && event.tokens > 0) noteTokens(request, event.at, event.tokens);
      break;
    case 'request-failed':
      request.code ??= event.code;
      break;
    case 'queued':
      request.queuedAt = event.at;
      break;
    case 'admitted':
      request.model = event.model;
      request.promptTokens = event.promptTokens;
      break;
    case 'refused':
      request.code = event.code;
      break;
    case 'served':
    case 'aborted':
      noteBill(request, event);
      break;
    default:
  }
}

function noteTokens(request: OpenRequest, at: Micros, tokens: number): void {
  request.firstTokenAt ??= at;
  request.lastTokenAt = at;
  request.streamedTokens += tokens;
}

function noteBill(request: OpenRequest, event: Extract<TraceEvent, { kind: 'served' | 'aborted' }>): void {
  request.promptTokens = event.promptTokens;
  request.completionTokens = event.completionTokens;
  request.costUsd = event.costUsd ?? null;
  if (event.kind === 'aborted') return;
  request.cachedTokens = event.cachedTokens;
  request.serviceTime = event.serviceTime;
  if (request.queuedAt !== null) request.queueTime = event.at - event.serviceTime - request.queuedAt;
}
