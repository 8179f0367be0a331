import type { TaskId, TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { TaskLane, TaskSpan } from './spans.ts';

type OpenLane = Omit<Mutable<TaskLane>, 'spans'> & { spans: Mutable<TaskSpan>[] };

/** One lane per task or thread, in the order of their creation. */
export function taskLanes(): { readonly lanes: readonly TaskLane[]; take(event: TraceEvent): void } {
  const lanes: OpenLane[] = [];
  const byId = new Map<TaskId, OpenLane>();

  const laneOf = (event: Extract<TraceEvent, { kind: 'task' }>): OpenLane => {
    const known = byId.get(event.task);
    if (known !== undefined) return known;
    const lane: OpenLane = {
      task: event.task,
      name: event.name,
      unit: event.unit,
      isLibrary: event.library === true,
      from: event.at,
      to: null,
      spans: [],
      end: null,
    };
    byId.set(event.task, lane);
    lanes.push(lane);
    return lane;
  };

  const endSpan = (lane: OpenLane, at: number): void => {
    const last = lane.spans.at(-1);
    if (last?.to !== null) return;
    if (at > last.from) last.to = at;
    else lane.spans.pop();
  };

  /** That it could have gone on is known only when it does: from then on it was ready. */
  const markReady = (lane: OpenLane, since: number): void => {
    const last = lane.spans.at(-1);
    if (last === undefined || last.to === null || since >= last.to) return;
    const { from, to } = last;
    if (since > from) last.to = since;
    else lane.spans.pop();
    lane.spans.push({ state: 'ready', from: Math.max(since, from), to });
  };

  const change = (event: Extract<TraceEvent, { kind: 'task' }>): void => {
    const lane = laneOf(event);
    // Only the creation has to tell the name.
    if (event.name !== '') lane.name = event.name;
    endSpan(lane, event.at);
    switch (event.state) {
      case 'created':
      case 'ready':
        lane.spans.push({ state: 'ready', from: event.at, to: null });
        break;
      case 'running':
        if (event.readySince !== undefined) markReady(lane, event.readySince);
        lane.spans.push({ state: 'running', from: event.at, to: null });
        break;
      case 'waiting': {
        const reason = event.reason === undefined ? {} : { reason: event.reason };
        lane.spans.push({ state: 'waiting', from: event.at, to: null, ...reason });
        break;
      }
      case 'done':
      case 'failed':
      case 'cancelled':
        lane.to = event.at;
        lane.end = event.state;
    }
  };

  return {
    lanes,
    take(event) {
      if (event.kind === 'task') change(event);
      if (event.kind !== 'run-ended') return;
      for (const lane of lanes) {
        endSpan(lane, event.at);
        lane.to ??= event.at;
      }
    },
  };
}
