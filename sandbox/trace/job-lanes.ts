import type { TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { JobLane, WebhookMark } from './spans.ts';

type State = Mutable<JobLane['states'][number]>;

const finished: readonly string[] = ['completed', 'failed', 'expired', 'cancelled', 'incomplete'];

/** Batches, background responses and the webhooks that tell of them. */
export function jobLanes(): {
  readonly lanes: readonly JobLane[];
  readonly webhooks: readonly WebhookMark[];
  take(event: TraceEvent): void;
} {
  const lanes: Mutable<JobLane>[] = [];
  const webhooks: WebhookMark[] = [];
  const states = new Map<string, State[]>();

  const change = (event: Extract<TraceEvent, { kind: 'job' }>): void => {
    let own = states.get(event.job);
    if (own === undefined) {
      own = [];
      states.set(event.job, own);
      lanes.push({ job: event.job, type: event.type, from: event.at, to: null, states: own });
    }
    const last = own.at(-1);
    if (last?.to === null) last.to = event.at;
    const over = finished.includes(event.status);
    own.push({ status: event.status, from: event.at, to: over ? event.at : null });
    const lane = lanes.find((candidate) => candidate.job === event.job);
    if (lane === undefined || !over) return;
    lane.to = event.at;
    const { promptTokens, completionTokens = 0, costUsd = null } = event;
    if (promptTokens !== undefined) lane.billed = { promptTokens, completionTokens, costUsd };
  };

  return {
    lanes,
    webhooks,
    take(event) {
      if (event.kind === 'job') change(event);
      else if (event.kind === 'webhook') {
        const url = event.url === undefined ? {} : { url: event.url };
        webhooks.push({ at: event.at, job: event.job, event: event.event, ...url });
      }
    },
  };
}
