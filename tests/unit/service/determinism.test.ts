import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { Draw, drawsFor } from '../../../sandbox/service/draw.ts';
import { createService } from '../../../sandbox/service/service.ts';
import { answerOf, CHAT, chatBody, conditionsOf, Drive, requestOf } from './drive.ts';

const prompts = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 12 });

/** Service times of requests that arrive one after the other, by prompt and repetition. */
function serviceTimes(order: readonly string[], gap: number, stream: boolean): Map<string, number[]> {
  const service = createService(presets.artikel);
  const times = new Map<string, number[]>();
  for (const [i, prompt] of order.entries()) {
    const at = i * gap;
    const { plans } = service.submit(requestOf(CHAT, { body: chatBody(prompt, { stream }) }), at);
    for (const plan of plans) {
      if (plan.kind !== 'answer') continue;
      times.set(prompt, [...(times.get(prompt) ?? []), plan.end.at - at]);
    }
  }
  return times;
}

describe('the same request', () => {
  it('has the same service time in whatever order requests arrive, one after the other or all at once', () => {
    fc.assert(
      fc.property(
        prompts.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        fc.boolean(),
        ([list, shuffled], stream) => {
          expect(serviceTimes(shuffled, 0, stream)).toEqual(new Map(serviceTimes(list, 10_000_000, stream)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order its keys are written', () => {
    const service = createService(presets.artikel);
    const { model, messages } = chatBody() as { model: string; messages: object[] };
    const one = service.submit(requestOf(CHAT, { body: { model, messages } }), 0).plans[0];
    const other = createService(presets.artikel).submit(requestOf(CHAT, { body: { messages, model } }), 0).plans[0];
    expect(answerOf(other ?? failure()).text).toBe(answerOf(one ?? failure()).text);
  });

  it('takes another time when it comes again, and as a retry', () => {
    const drive = new Drive(presets.artikel);
    const time = (retry: string): number => {
      const { plan } = drive.ask(CHAT, { body: chatBody(), headers: { 'x-stainless-retry-count': retry } });
      return plan.head.at;
    };
    expect(new Set([time('0'), time('0'), time('1')]).size).toBe(3);
  });
});

function failure(): never {
  throw new Error('Failed to get a plan: the service gave none.');
}

describe('the same seed', () => {
  const run = (seed: number, bodies: readonly object[]): string => {
    const drive = new Drive(conditionsOf({ seed }, presets.stoerung));
    const seen: unknown[] = [];
    for (const body of bodies) {
      const plan = drive.plan(CHAT, { body });
      seen.push(plan.kind === 'reset' ? plan : { head: plan.head, end: plan.end, text: answerOf(plan).text });
      drive.skip(1_000_000);
    }
    return JSON.stringify([seen, drive.events]);
  };

  it('gives the same bytes, times, ids and faults; another seed gives others', () => {
    fc.assert(
      fc.property(prompts, fc.integer({ min: 0, max: 0xffff_fffe }), fc.boolean(), (list, seed, stream) => {
        const bodies = list.map((prompt) => chatBody(prompt, { stream }));
        expect(run(seed, bodies)).toBe(run(seed, bodies));
        expect(run(seed + 1, bodies)).not.toBe(run(seed, bodies));
      }),
      { numRuns: 30 },
    );
  });
});

describe('draws', () => {
  it('are spread evenly, with mean one half', () => {
    const draw = new Draw(1, 2, 3);
    const counts = new Array(10).fill(0) as number[];
    for (let i = 0; i < 100_000; i++) {
      const tenth = draw.below(10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('are normal with mean 0 and deviation 1', () => {
    const draw = new Draw(4, 5, 6);
    const values = Array.from({ length: 50_000 }, () => draw.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });

  it('are independent between neighbouring seeds, requests, repetitions and purposes', () => {
    const identity = { a: 1, b: 2, occurrence: 0, arrivals: 0, retry: 0 };
    const firsts = new Set<number>();
    for (let i = 0; i < 1_000; i++) {
      firsts.add(drawsFor(i, identity, 'latency').uint32());
      firsts.add(drawsFor(1, { ...identity, a: i + 10 }, 'latency').uint32());
      firsts.add(drawsFor(1, { ...identity, occurrence: i + 1 }, 'latency').uint32());
      firsts.add(drawsFor(1, identity, 'content', i + 1).uint32());
    }
    expect(firsts.size).toBeGreaterThan(3_990);
  });
});
