import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { ResponsePlan } from '../../../sandbox/service/plan.ts';
import { createService } from '../../../sandbox/service/service.ts';
import type { ServiceEvent } from '../../../sandbox/trace/event.ts';
import { CHAT, chatBody, conditionsOf, Drive, requestOf } from './drive.ts';

const fixed = { kind: 'total', minMs: 1_000, maxMs: 1_000 } as const;

function withSlots(slots: number, slowdown = 1) {
  const events: ServiceEvent[] = [];
  const conditions = conditionsOf({ latency: fixed, load: { slots, slowdown } }, presets.artikel);
  const service = createService(conditions, { emit: (event) => events.push(event) });
  const submit = (at: number, prompt = 'Hallo', stream = false) =>
    service.submit(requestOf(CHAT, { body: chatBody(prompt, { stream }) }), at);
  return { service, events, submit };
}

const endsOf = (plans: readonly ResponsePlan[]): number[] =>
  plans.map((plan) => (plan.kind === 'answer' ? plan.end.at : plan.at));

describe('slots', () => {
  it('let the next in line start when one becomes free, first come, first served', () => {
    const { service, submit } = withSlots(1);
    const [first, second, third] = [submit(0), submit(10), submit(20)];
    expect(endsOf(first.plans)).toEqual([1_000_000]);
    expect(second.plans).toEqual([]);
    expect(service.nextDecision()).toBeLessThanOrEqual(1_000_000);
    const moved = service.advance(1_000_000);
    expect(moved.map((plan) => plan.request)).toEqual([second.request]);
    expect(endsOf(moved)).toEqual([2_000_000]);
    expect(service.advance(5_000_000).map((plan) => plan.request)).toEqual([third.request]);
    expect(service.nextDecision()).toBeNull();
  });

  it('decide at the moment a slot becomes free, however late anyone asks', () => {
    const { service, submit } = withSlots(1);
    submit(0);
    submit(0);
    submit(0);
    expect(endsOf(service.advance(60_000_000))).toEqual([2_000_000, 3_000_000]);
  });

  it('are freed by an abort, of a running request and of a waiting one', () => {
    const { service, submit, events } = withSlots(1);
    const [first, second, third] = [submit(0), submit(0), submit(0)];
    expect(service.abort(second.request, 100_000)).toEqual([]);
    expect(service.abort(first.request, 500_000).map((plan) => plan.request)).toEqual([third.request]);
    expect(service.abort(first.request, 600_000)).toEqual([]);
    const aborted = events.filter(({ kind }) => kind === 'aborted');
    expect(aborted).toMatchObject([
      { request: second.request, promptTokens: 0, completionTokens: 0 },
      { request: first.request },
    ]);
  });

  it('record the tokens computed until the abort, and what they cost', () => {
    const { service, submit, events } = withSlots(5);
    const { request } = submit(0, 'Was heißt asynchron?', true);
    service.abort(request, 600_000);
    const [event] = events.filter(({ kind }) => kind === 'aborted');
    if (event?.kind !== 'aborted') throw new Error('Failed to find the abort.');
    expect(event.completionTokens).toBeGreaterThan(0);
    const cost = (event.promptTokens * 0.1 + event.completionTokens * 0.5) / 1_000_000;
    expect(event.costUsd).toBeCloseTo(cost, 12);
    const before = withSlots(5);
    const early = before.submit(0);
    before.service.abort(early.request, 10_000);
    expect(before.events.at(-1)).toMatchObject({ kind: 'aborted', completionTokens: 0 });
  });

  it('slow each other down linearly up to the given factor', () => {
    const { submit } = withSlots(4, 3);
    const ends = [submit(0), submit(0), submit(0), submit(0)].flatMap(({ plans }) => endsOf(plans));
    expect(ends).toEqual([1_000_000, 1_500_000, 2_000_000, 2_500_000]);
  });

  it('are not needed for lists', () => {
    const { service, submit } = withSlots(1);
    submit(0);
    expect(service.submit(requestOf('/v1/models'), 0).plans).toHaveLength(1);
  });

  it('serve ten thousand waiting requests in order', () => {
    const { service, submit } = withSlots(2);
    const ids = Array.from({ length: 10_000 }, () => submit(0).request);
    const started = service.advance(10_000_000_000).map((plan) => plan.request);
    expect(started).toEqual(ids.slice(2));
  });
});

describe('the event log', () => {
  it('tells the life of a request in order, with tokens, cost and time', () => {
    const drive = new Drive(presets.artikel);
    drive.ask(CHAT, { body: chatBody() });
    expect(drive.kinds()).toEqual(['admitted', 'first-token', 'served']);
    const served = drive.events.at(-1);
    if (served?.kind !== 'served') throw new Error('Failed to find the end.');
    const cost = (served.promptTokens * 0.1 + served.completionTokens * 0.5) / 1_000_000;
    expect(served.costUsd).toBeCloseTo(cost, 12);
    expect(served.at).toBe(served.serviceTime);
  });

  it('is in order of time, whatever happens at once', () => {
    const { service, submit, events } = withSlots(3);
    for (let i = 0; i < 50; i++) submit(i * 50_000, `Frage ${i}`);
    service.advance(100_000_000);
    const times = events.map(({ at }) => at);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  it('calls a request by the number under which the transport announced it', () => {
    const { service, submit, events } = withSlots(3);
    const announced = service.submit({ ...requestOf(CHAT, { body: chatBody() }), id: 7 }, 0);
    expect(announced.request).toBe(7);
    expect(announced.plans.map((plan) => plan.request)).toEqual([7]);
    expect(submit(0).request).toBe(8);
    expect(events.map((event) => 'request' in event && event.request)).toEqual([7, 8]);
  });

  it('says how many wait ahead, and why and for how long one was refused', () => {
    const { submit, events } = withSlots(1);
    submit(0);
    submit(0);
    submit(0);
    expect(events.filter(({ kind }) => kind === 'queued')).toMatchObject([{ ahead: 0 }, { ahead: 1 }]);
    const limited = new Drive(conditionsOf({ limits: { requestsPerMinute: 1, tokensPerMinute: 10_000 } }));
    limited.ask(CHAT, { body: chatBody() });
    limited.ask(CHAT, { body: chatBody() });
    expect(limited.events.find(({ kind }) => kind === 'refused')).toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
      retryAfter: 60_000_000,
    });
  });
});
