import { connectionSpans } from './connection-spans.ts';
import type { TraceEvent } from './event.ts';
import { jobLanes } from './job-lanes.ts';
import type { Mutable } from './mutable.ts';
import { programLane } from './program-lane.ts';
import { requestLanes } from './request-lanes.ts';
import type { RunSpans, SpanCollector } from './spans.ts';
import { taskLanes } from './task-lanes.ts';

/** Starts to collect the spans of a run: one pass over the events, each in constant time. */
export function collectSpans(): SpanCollector {
  const connections = connectionSpans();
  const program = programLane();
  const requests = requestLanes(connections.find);
  const tasks = taskLanes();
  const jobs = jobLanes();
  // The order matters: a request asks for its connection.
  const parts = [program, connections, requests, tasks, jobs];
  const spans: Mutable<RunSpans> = {
    runtime: null,
    now: 0,
    outcome: null,
    program: program.spans,
    lanes: requests.lanes,
    requests: requests.requests,
    connections: connections.spans,
    tasks: tasks.lanes,
    untoldTasks: 0,
    jobs: jobs.lanes,
    webhooks: jobs.webhooks,
  };
  let revision = 0;

  const take = (event: TraceEvent): void => {
    spans.now = Math.max(spans.now, event.kind === 'waited' ? event.until : event.at);
    if (event.kind === 'run-started') spans.runtime = event.runtime;
    if (event.kind === 'tasks-untold') spans.untoldTasks = event.count;
    if (event.kind === 'run-ended') spans.outcome = event.outcome;
    for (const part of parts) part.take(event);
  };

  return {
    add(events) {
      for (const event of events) take(event);
      revision++;
    },
    reach(at) {
      spans.now = Math.max(spans.now, at);
      revision++;
    },
    spans,
    get revision() {
      return revision;
    },
  };
}
