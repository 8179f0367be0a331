import { type Conditions, conditionsSchema, presets } from '../../../sandbox/conditions/conditions.ts';
import type { ResponsePlan, ServiceRequest } from '../../../sandbox/service/plan.ts';
import { createService, type ServiceOptions } from '../../../sandbox/service/service.ts';
import type { ServiceEvent } from '../../../sandbox/trace/event.ts';

/** A JSON value of which nothing is known: tests say what they expect. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared with expectations, not computed with
export type Json = any;

/** What a client would have read. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly plan: Extract<ResponsePlan, { kind: 'answer' }>;
  json(): Json;
  /** Data of the server-sent events, parsed. */
  events(): Json[];
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: string;
}

/** Conditions from a preset, checked by the schema. */
export function conditionsOf(change: Partial<Conditions> = {}, preset: Conditions = presets.sofort): Conditions {
  return conditionsSchema.parse({ ...preset, ...change });
}

export function requestOf(path: string, ask: Ask = {}): ServiceRequest {
  const body =
    ask.raw ?? (ask.body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(ask.body)));
  const headers = { authorization: 'Bearer sk-lab', 'content-type': 'application/json', ...ask.headers };
  return {
    method: ask.method ?? (body.length > 0 ? 'POST' : 'GET'),
    path,
    host: ask.host ?? 'api.openai.com',
    headers: Object.entries(headers).filter(([, value]) => value !== ''),
    body,
  };
}

export function answerOf(plan: ResponsePlan): Answer {
  if (plan.kind !== 'answer') throw new Error('Failed to read an answer: the connection was reset.');
  const bytes = Buffer.concat(plan.chunks.map((chunk) => chunk.bytes()));
  const text = bytes.toString('utf8');
  return {
    status: plan.head.status,
    headers: new Map(plan.head.headers),
    bytes,
    text,
    plan,
    json: () => JSON.parse(text),
    events: () =>
      [...text.matchAll(/^data: (.*)$/gmu)].flatMap(([, data = '']) => (data === '[DONE]' ? [] : [JSON.parse(data)])),
  };
}

/** A service that is asked one thing after the other; its time moves to the end of each answer. */
export class Drive {
  readonly events: ServiceEvent[] = [];
  readonly service: ReturnType<typeof createService>;
  now = 0;

  constructor(conditions: Conditions = presets.sofort, options: Omit<ServiceOptions, 'emit'> = {}) {
    this.service = createService(conditions, { ...options, emit: (event) => this.events.push(event) });
  }

  plan(path: string, ask: Ask = {}): ResponsePlan {
    const { request, plans } = this.service.submit(requestOf(path, ask), this.now);
    const plan = plans.find((one) => one.request === request);
    if (plan === undefined) throw new Error('Failed to get a plan: the request waits for a slot.');
    return plan;
  }

  /** Asks and waits for the end of the answer. */
  ask(path: string, ask: Ask = {}): Answer {
    const answer = answerOf(this.plan(path, ask));
    this.skip(answer.plan.end.at - this.now);
    return answer;
  }

  /** Moves the time on, in microseconds. */
  skip(micros: number): void {
    this.now += Math.max(0, micros);
    this.service.advance(this.now);
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }
}

export const LUNA = 'gpt-6-luna';

export function chatBody(content = 'Was heißt synchron?', more: object = {}): object {
  return { model: LUNA, messages: [{ role: 'user', content }], ...more };
}

export const CHAT = '/v1/chat/completions';
export const SECOND = 1_000_000;
