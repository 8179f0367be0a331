import type { ConnectionId, TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { ConnectionSpan } from './spans.ts';

/** The connections of a run, in the order in which the program began to open them. */
export function connectionSpans(): {
  readonly spans: readonly ConnectionSpan[];
  find(connection: ConnectionId): ConnectionSpan | undefined;
  take(event: TraceEvent): void;
} {
  const spans: Mutable<ConnectionSpan>[] = [];
  const byId = new Map<ConnectionId, Mutable<ConnectionSpan>>();

  const open = (event: Extract<TraceEvent, { kind: 'connecting' }>): void => {
    const span: Mutable<ConnectionSpan> = {
      connection: event.connection,
      host: event.host,
      port: event.port,
      from: event.at,
      to: null,
      connectedAt: null,
      handshakeFrom: null,
      handshakenAt: null,
      closedBy: null,
      failure: null,
      requests: 0,
    };
    spans.push(span);
    byId.set(event.connection, span);
  };

  const change = (event: TraceEvent): void => {
    const span = 'connection' in event ? byId.get(event.connection) : undefined;
    if (span === undefined) return;
    switch (event.kind) {
      case 'connected':
        span.connectedAt = event.at;
        break;
      case 'connect-failed':
        span.to = event.at;
        span.failure = event.code;
        break;
      case 'handshaking':
        span.handshakeFrom = event.at;
        break;
      case 'handshaken':
        span.handshakenAt = event.at;
        break;
      case 'request-sent':
        span.requests++;
        break;
      case 'connection-closed':
        span.to ??= event.at;
        span.closedBy ??= event.by;
        break;
      default:
    }
  };

  return {
    spans,
    find: (connection) => byId.get(connection),
    take: (event) => (event.kind === 'connecting' ? open(event) : change(event)),
  };
}
