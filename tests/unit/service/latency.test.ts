import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import { Draw } from '../../../sandbox/service/draw.ts';
import { partAt, type TimedWork, timingOf } from '../../../sandbox/service/latency.ts';

const work: TimedWork = { pace: 'generation', promptTokens: 100, outputTokens: 51, tier: 'default' };

function timings(latency: Parameters<typeof timingOf>[0], of: TimedWork = work, load = 1) {
  return Array.from({ length: 2_000 }, (_, seed) => timingOf(latency, of, load, new Draw(seed, 1, 2)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('how long an answer takes', () => {
  it.each(Object.entries(latencyProfiles))('is what the profile %s says, in the mean', (_name, profile) => {
    const all = timings(profile);
    const firstToken = (profile.overheadMs + 100 * profile.prefillMsPerToken) * 1_000;
    expect(mean(all.map((timing) => timing.firstToken)) / firstToken).toBeCloseTo(1, 1);
    const perToken = mean(all.map(({ firstToken: start, end }) => (end - start) / 50));
    expect(perToken / (1_000_000 / profile.tokensPerSecond)).toBeCloseTo(1, 1);
  });

  it('never strays more than 70 % from the mean', () => {
    for (const { firstToken } of timings(latencyProfiles.langsam)) {
      expect(firstToken).toBeGreaterThanOrEqual(0.3 * 5_020_000 - 1);
      expect(firstToken).toBeLessThanOrEqual(1.7 * 5_020_000 + 1);
    }
  });

  it('is in whole microseconds and in order: accepted, first token, end', () => {
    const latencies = fc.oneof(
      fc
        .tuple(fc.nat(5_000), fc.nat(5_000))
        .map(([minMs, more]) => ({ kind: 'total' as const, minMs, maxMs: minMs + more })),
      fc.constantFrom(...Object.values(latencyProfiles)),
    );
    const paces = fc.constantFrom('generation', 'embedding', 'image', 'management') as fc.Arbitrary<TimedWork['pace']>;
    fc.assert(
      fc.property(
        latencies,
        paces,
        fc.nat(500),
        fc.nat(),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (latency, pace, outputTokens, seed, load) => {
          const timing = timingOf(latency, { ...work, pace, outputTokens }, load, new Draw(seed, 3, 4));
          for (const value of Object.values(timing)) expect(Number.isInteger(value)).toBe(true);
          expect(timing.accepted).toBeLessThanOrEqual(timing.firstToken);
          expect(timing.firstToken).toBeLessThanOrEqual(timing.end);
          let before = 0;
          for (let after = -2; after <= outputTokens; after++) {
            const at = partAt(timing, after, outputTokens);
            expect(at).toBeGreaterThanOrEqual(before);
            before = at;
          }
          if (outputTokens > 1) expect(before).toBe(timing.end);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('grows with load, is longer in flex and shorter with priority', () => {
    const average = (of: TimedWork, load = 1): number =>
      mean(timings(latencyProfiles.mittel, of, load).map(({ end }) => end));
    const usual = average(work);
    expect(average(work, 2) / usual).toBeCloseTo(2, 3);
    expect(average({ ...work, tier: 'flex' })).toBeGreaterThan(usual);
    expect(average({ ...work, tier: 'priority' })).toBeLessThan(usual);
  });

  it('is shorter for embeddings and for prompts from the cache', () => {
    const first = (of: TimedWork): number =>
      mean(timings(latencyProfiles.mittel, of).map(({ firstToken }) => firstToken));
    const long = { ...work, promptTokens: 20_000 };
    expect(first({ ...work, pace: 'embedding' })).toBeLessThan(first(work) / 2);
    expect(first({ ...long, cache: { text: '', tokens: 19_968 } })).toBeLessThan(first(long) / 2);
  });

  it('is nothing at all without latency', () => {
    const none = { kind: 'total', minMs: 0, maxMs: 0 } as const;
    for (const pace of ['generation', 'embedding', 'image', 'management'] as const) {
      expect(timingOf(none, { ...work, pace }, 1, new Draw(1, 2, 3))).toEqual({ accepted: 0, firstToken: 0, end: 0 });
    }
  });
});
