import type { ConnectionId, Micros, RequestId, TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import { newRequest, noteOn, type OpenRequest } from './open-request.ts';
import { repetitions } from './repetitions.ts';
import type { ConnectionSpan, LaneMark, PhaseSpan, RequestEnd, RequestLane, RequestSpan } from './spans.ts';

type OpenPhase = Mutable<PhaseSpan>;
type OpenLane = Omit<Mutable<RequestLane>, 'phases'> & {
  requests: RequestId[];
  phases: OpenPhase[];
  marks: LaneMark[];
};
type Sent = Extract<TraceEvent, { kind: 'request-sent' }>;

/** One lane per call: its attempts, what each did, and the pauses between them. */
export function requestLanes(findConnection: (connection: ConnectionId) => ConnectionSpan | undefined): {
  readonly lanes: readonly RequestLane[];
  readonly requests: ReadonlyMap<RequestId, RequestSpan>;
  take(event: TraceEvent): void;
} {
  const lanes: OpenLane[] = [];
  const requests = new Map<RequestId, OpenRequest>();
  const repeated = repetitions();

  const newLane = (from: Micros): OpenLane => {
    const lane: OpenLane = { lane: lanes.length, from, to: null, requests: [], phases: [], marks: [], end: 'open' };
    lanes.push(lane);
    return lane;
  };

  const addPhase = (lane: OpenLane, phase: OpenPhase): void => {
    if (phase.to === null || phase.to > phase.from) lane.phases.push(phase);
  };

  const endPhase = (lane: OpenLane, at: Micros): void => {
    const last = lane.phases.at(-1);
    if (last?.to !== null) return;
    if (at > last.from) last.to = at;
    else lane.phases.pop();
  };

  const send = (event: Sent): void => {
    const connection = findConnection(event.connection);
    const opened = connection?.requests === 1 ? connection : undefined;
    const found = repeated.laneOf(event);
    const before = found === null ? undefined : lanes[found];
    const begin = opened?.from ?? event.at;
    const from = Math.min(event.at, Math.max(begin, before?.to ?? begin));
    const lane = before ?? newLane(from);
    const previous = lane.requests.at(-1) ?? null;
    if (before !== undefined && before.to !== null) {
      addPhase(lane, { phase: 'retry-pause', from: before.to, to: from, request: previous });
    }
    if (opened !== undefined) addOpening(lane, opened, from, event);
    lane.phases.push({ phase: 'waiting', from: event.at, to: null, request: event.request });
    lane.to = null;
    lane.end = 'open';
    lane.requests.push(event.request);
    requests.set(event.request, newRequest(event, from, lane.lane, previous));
    repeated.sent(event, lane.lane, lane.requests.length + lane.marks.filter((mark) => mark.request === null).length);
  };

  const addOpening = (lane: OpenLane, connection: ConnectionSpan, from: Micros, sent: Sent): void => {
    const { connectedAt, handshakeFrom, handshakenAt } = connection;
    const add = (phase: 'connect' | 'handshake', start: Micros, end: Micros): void =>
      addPhase(lane, { phase, from: Math.max(start, from), to: Math.min(end, sent.at), request: sent.request });
    if (connectedAt !== null) add('connect', connection.from, connectedAt);
    if (handshakeFrom !== null && handshakenAt !== null) add('handshake', handshakeFrom, handshakenAt);
  };

  const end = (request: OpenRequest, at: Micros, how: Exclude<RequestEnd, 'open'>): void => {
    if (request.end !== 'open') return;
    request.end = how;
    request.to = at;
    const lane = lanes[request.lane];
    if (lane === undefined) return;
    endPhase(lane, at);
    lane.to = at;
    lane.end = how;
    if (how === 'answered') return;
    lane.marks.push({ at, kind: how, request: request.request, status: request.status, code: request.code });
    repeated.failed(request.lane, how);
  };

  const refuseConnection = (connection: ConnectionSpan | undefined, at: Micros, code: string): void => {
    if (connection === undefined) return;
    const lane = newLane(connection.from);
    addPhase(lane, { phase: 'connect', from: connection.from, to: at, request: null });
    lane.marks.push({ at, kind: 'failed', request: null, status: null, code });
    lane.to = at;
    lane.end = 'failed';
    repeated.connectionFailed(lane.lane);
  };

  const startStreaming = (request: OpenRequest, at: Micros): void => {
    const lane = lanes[request.lane];
    if (lane === undefined || request.end !== 'open') return;
    endPhase(lane, at);
    lane.phases.push({ phase: 'streaming', from: at, to: null, request: request.request });
  };

  const change = (request: OpenRequest, event: TraceEvent): void => {
    noteOn(request, event);
    const refused = request.status !== null && request.status >= 400;
    if (event.kind === 'response-started') startStreaming(request, event.at);
    else if (event.kind === 'response-ended') end(request, event.at, refused ? 'refused' : 'answered');
    else if (event.kind === 'request-failed') end(request, event.at, 'failed');
    // A client that has seen a status above 400 drops the body: that is a refusal, not the program's doing.
    else if (event.kind === 'request-aborted') end(request, event.at, refused ? 'refused' : 'aborted');
  };

  return {
    lanes,
    requests,
    take(event) {
      const request = 'request' in event ? requests.get(event.request) : undefined;
      if (event.kind === 'request-sent') send(event);
      else if (event.kind === 'connect-failed')
        refuseConnection(findConnection(event.connection), event.at, event.code);
      else if (request !== undefined) change(request, event);
    },
  };
}
