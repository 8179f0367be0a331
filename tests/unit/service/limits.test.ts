import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bucket } from '../../../sandbox/service/bucket.ts';
import { goDuration } from '../../../sandbox/service/duration.ts';
import { CHAT, chatBody, conditionsOf, Drive } from './drive.ts';

const MINUTE = 60_000_000;

function limited(requestsPerMinute: number, tokensPerMinute: number, more = {}): Drive {
  return new Drive(conditionsOf({ limits: { requestsPerMinute, tokensPerMinute }, ...more }));
}

/** Milliseconds of a Go duration. */
function millisecondsOf(duration: string): number {
  const units = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
  let sum = 0;
  for (const [, value, unit] of duration.matchAll(/([\d.]+)(ms|h|m|s)/gu)) {
    sum += Number(value) * units[unit as keyof typeof units];
  }
  return Math.round(sum);
}

describe('rate limits', () => {
  it('refuse with the text of the API, and all statements of the wait agree', () => {
    const drive = limited(2, 100_000);
    drive.ask(CHAT, { body: chatBody() });
    drive.ask(CHAT, { body: chatBody() });
    const refused = drive.ask(CHAT, { body: chatBody() });
    expect(refused.status).toBe(429);
    const { error } = refused.json();
    expect(error).toMatchObject({ type: 'requests', code: 'rate_limit_exceeded', param: null });
    expect(error.message).toContain('on requests per min (RPM): Limit 2, Used 2, Requested 1.');
    expect(error.message).toContain('Please try again in 30s.');
    expect(refused.headers.get('retry-after-ms')).toBe('30000');
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(refused.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset-requests')).toBe('1m0s');
  });

  it('name the values of a quoted error of the real API', () => {
    const bucket = new Bucket(30_000);
    bucket.take(18_271, 0);
    expect(goDuration(Math.ceil(bucket.waitFor(16_921, 0) / 1_000))).toBe('10.384s');
  });

  it('admit whoever waits as told', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 500, max: 100_000 }),
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 5_000_000 }), max: fc.integer({ min: 1, max: 900 }) }), {
          maxLength: 40,
        }),
        (rpm, tpm, asks) => {
          const drive = limited(rpm, tpm);
          for (const { gap, max } of asks) {
            drive.skip(gap);
            const body = chatBody('Hallo', { max_tokens: max });
            const answer = drive.ask(CHAT, { body });
            if (answer.status !== 429) continue;
            const told = answer.headers.get('retry-after-ms');
            if (told === undefined) continue;
            const wait = Number(told);
            expect(answer.headers.get('retry-after')).toBe(String(Math.max(1, Math.ceil(wait / 1_000))));
            const text = /try again in ([\dhms.]+?)\. /u.exec(answer.json().error.message)?.[1] ?? '';
            expect(millisecondsOf(text)).toBe(wait);
            drive.skip(wait * 1_000);
            expect(drive.ask(CHAT, { body }).status).toBe(200);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([0.5, 3, 10, 1_000])('admit whoever waits as told at a speed of %s, and not much earlier', (clientSpeed) => {
    const limits = { requestsPerMinute: 7, tokensPerMinute: 100_000 };
    const drive = new Drive(conditionsOf({ limits }), { clientSpeed });
    let refused = drive.ask(CHAT, { body: chatBody() });
    while (refused.status !== 429) refused = drive.ask(CHAT, { body: chatBody() });
    const told = Number(refused.headers.get('retry-after-ms'));
    expect(told).toBe(Math.ceil(60_000 / 7 / clientSpeed));
    expect(refused.headers.get('retry-after')).toBe(String(Math.max(1, Math.ceil(told / 1_000))));
    expect(millisecondsOf(/try again in ([\dhms.]+?)\. /u.exec(refused.json().error.message)?.[1] ?? '')).toBe(told);
    expect(millisecondsOf(refused.headers.get('x-ratelimit-reset-requests') ?? '')).toBe(
      Math.ceil(60_000 / clientSpeed),
    );
    expect(drive.events.at(-1)).toMatchObject({ kind: 'refused', retryAfter: told * clientSpeed * 1_000 });
    drive.skip(Math.floor((told - 1) * clientSpeed * 1_000));
    expect(drive.ask(CHAT, { body: chatBody() }).status).toBe(429);
    drive.skip(Math.ceil(clientSpeed * 1_000));
    expect(drive.ask(CHAT, { body: chatBody() }).status).toBe(200);
  });

  it('never admit more than limit · (1 + w / 60 s) in any window of length w', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000_000 }), fc.integer({ min: 1, max: 300 })), {
          maxLength: 80,
        }),
        (limit, asks) => {
          const bucket = new Bucket(limit);
          const admitted: { readonly at: number; readonly amount: number }[] = [];
          let at = 0;
          for (const [gap, amount] of asks) {
            at += gap;
            if (bucket.waitFor(amount, at) > 0) continue;
            bucket.take(amount, at);
            admitted.push({ at, amount });
          }
          for (const [i, first] of admitted.entries()) {
            let sum = 0;
            for (const last of admitted.slice(i)) {
              sum += last.amount;
              expect(sum).toBeLessThanOrEqual(limit * (1 + (last.at - first.at) / MINUTE) + 1e-6);
            }
          }
        },
      ),
    );
  });

  it('a wait is as short as can be: one microsecond less and nothing would fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (limit, share) => {
          const bucket = new Bucket(limit);
          bucket.take(limit, 0);
          const amount = Math.max(1, Math.floor(limit * share));
          const wait = bucket.waitFor(amount, 0);
          expect(bucket.waitFor(amount, wait - 1)).toBeGreaterThan(0);
          expect(bucket.waitFor(amount, wait)).toBe(0);
        },
      ),
    );
  });

  it('are kept per model and count prompt and reserved answer, n times', () => {
    const drive = limited(1, 100_000);
    expect(drive.ask(CHAT, { body: chatBody() }).status).toBe(200);
    expect(drive.ask(CHAT, { body: { ...chatBody(), model: 'gpt-6-sol' } }).status).toBe(200);
    expect(drive.ask(CHAT, { body: chatBody() }).status).toBe(429);
    const tokens = limited(100, 1_000).ask(CHAT, { body: chatBody('Hallo', { n: 2, max_tokens: 100 }) });
    const promptTokens = tokens.json().usage.prompt_tokens;
    expect(tokens.headers.get('x-ratelimit-remaining-tokens')).toBe(String(1_000 - promptTokens - 200));
  });

  it('say so when a request is larger than the limit itself, without a wait', () => {
    const refused = limited(100, 1_000).ask(CHAT, { body: chatBody('Hallo', { max_tokens: 5_000 }) });
    expect(refused.status).toBe(429);
    expect(refused.json().error.message).toMatch(/^Request too large for gpt-6-luna .*Limit 1000, Requested 5\d+\./u);
    expect(refused.headers.has('retry-after')).toBe(false);
  });

  it('are stated on streams too, and not where there are none', () => {
    const stream = limited(10, 1_000).ask(CHAT, { body: chatBody('Hallo', { stream: true }) });
    expect(stream.headers.get('x-ratelimit-limit-requests')).toBe('10');
    expect(stream.headers.get('x-ratelimit-reset-requests')).toBe('6s');
    expect(new Drive().ask(CHAT, { body: chatBody() }).headers.has('x-ratelimit-limit-requests')).toBe(false);
  });

  it('know the exhausted quota, which no retry helps', () => {
    const refused = new Drive(conditionsOf({ quotaExhausted: true })).ask(CHAT, { body: chatBody() });
    expect(refused.status).toBe(429);
    expect(refused.json().error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_quota' });
    expect(refused.headers.has('retry-after')).toBe(false);
  });
});

describe('durations', () => {
  it.each([
    [0, '0s'],
    [17, '17ms'],
    [1_000, '1s'],
    [10_384, '10.384s'],
    [360_000, '6m0s'],
    [3_661_500, '1h1m1.5s'],
  ])('%d ms is written as Go writes it', (milliseconds, text) => {
    expect(goDuration(milliseconds)).toBe(text);
  });
});
