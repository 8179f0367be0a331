import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import type { TimelineRun } from '../../../src/islands/timeline/timelineRun.ts';

const MS = 1_000;

/** Trace of `count` requests of a second each (times in microseconds): all at once, or in turn. */
export function traceOf(count: number, isParallel: boolean): readonly TraceEvent[] {
  const events: TraceEvent[] = [{ kind: 'run-started', at: 0, runtime: 'python' }];
  for (let index = 0; index < count; index += 1) {
    const from = isParallel ? 10 * MS : 10 * MS + index * 1_000 * MS;
    const request = index + 1;
    const connection = isParallel ? request : 1;
    if (isParallel || index === 0) {
      events.push({ kind: 'connecting', at: from, connection, host: 'api.openai.com', port: 443 });
      events.push({ kind: 'connected', at: from, connection });
    }
    events.push({
      kind: 'request-sent',
      at: from,
      request,
      connection,
      method: 'POST',
      path: '/v1/chat/completions',
      retry: 0,
      line: 7,
      bytes: 100,
    });
    const to = from + 1_000 * MS;
    if (!isParallel) events.push({ kind: 'waited', at: from, until: to, reason: 'socket', line: 7 });
    events.push({ kind: 'response-started', at: to, request, status: 200, headers: [['x-request-id', `r${request}`]] });
    events.push({ kind: 'response-ended', at: to, request });
  }
  const end = 20 * MS + (isParallel ? 1_000 * MS : count * 1_000 * MS);
  if (isParallel) events.push({ kind: 'waited', at: 10 * MS, until: end - MS, reason: 'free' });
  events.push({ kind: 'run-ended', at: end, outcome: { kind: 'completed', exitCode: 0 } });
  const moment = (event: TraceEvent): number => (event.kind === 'waited' ? event.until : event.at);
  return events.sort((one, other) => moment(one) - moment(other));
}

/** A finished run of `count` requests as the timeline shows it. */
export function timelineRun(count: number, isParallel: boolean): TimelineRun {
  const spans = spansOf(traceOf(count, isParallel));
  return {
    id: isParallel ? 'async' : 'sync',
    state: 'ended',
    language: 'python',
    mode: isParallel ? 'asynchron' : 'synchron',
    label: isParallel ? 'asynchron' : 'synchron',
    detail: 'Python',
    spans,
    measurement: measure(spans),
    forecast: null,
    liveNow: null,
    tokens: new Map(),
  };
}
