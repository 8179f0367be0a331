import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../sandbox/clock/lab-clock.ts';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { createHttpClient } from '../../../sandbox/network/lab-http-client.ts';
import { createNetwork } from '../../../sandbox/network/lab-network.ts';
import { createService } from '../../../sandbox/service/service.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { bytesOf } from './lab.ts';

interface Call {
  readonly atMs: number;
  readonly stream: boolean;
  /** When the program loses interest, after the start; null: never. */
  readonly abortAfterMs: number | null;
}

const call: fc.Arbitrary<Call> = fc.record({
  atMs: fc.nat({ max: 3_000 }),
  stream: fc.boolean(),
  abortAfterMs: fc.option(fc.nat({ max: 4_000 }), { freq: 3 }),
});

const conditions: fc.Arbitrary<Conditions> = fc
  .record({
    seed: fc.nat({ max: 1_000 }),
    slots: fc.integer({ min: 1, max: 5 }),
    rate: fc.constantFrom(0, 0.2, 0.5),
    roundTripMs: fc.constantFrom(0, 1, 20, 333),
    limited: fc.boolean(),
  })
  .map(({ seed, slots, rate, roundTripMs, limited }) => ({
    ...presets.artikel,
    seed,
    load: { slots, slowdown: 2 },
    limits: limited ? { requestsPerMinute: 60, tokensPerMinute: 40_000 } : null,
    faults: (
      ['refused', 'reset', 'cut', 'stalled', 'malformed', 'in-stream-error', 'slow-start', 'status'] as const
    ).map((kind) => ({
      kind,
      rate: rate / 4,
    })),
    network: { roundTripMs, tls: true },
  }));

const HOUR = 3_600_000_000;

/** Runs the calls as a TypeScript program would; returns the trace and how each call ended. */
function run(given: Conditions, calls: readonly Call[]) {
  const clock = createClock({ mode: { kind: 'wiederholbar' }, cpuFactor: 0 });
  const trace: TraceEvent[] = [];
  const emit = (event: TraceEvent): void => {
    trace.push(event);
  };
  const network = createNetwork({ clock, service: createService(given, { emit }), conditions: given, emit });
  const client = createHttpClient({ clock, network });
  const ends = calls.map(() => 'open');
  const tasks: { at: number; run: () => void }[] = [];
  calls.forEach(({ atMs, stream, abortAfterMs }, i) => {
    const body = bytesOf(
      JSON.stringify({ model: 'gpt-6-luna', stream, messages: [{ role: 'user', content: `Frage ${i}` }] }),
    );
    const start = (): void => {
      const exchange = client.exchange(
        {
          method: 'POST',
          url: new URL('https://api.openai.com/v1/chat/completions'),
          headers: [
            ['authorization', 'Bearer sk-test'],
            ['content-type', 'application/json'],
          ],
          body,
        },
        {
          onHead: () => {},
          onChunk: () => {},
          onEnd: () => {
            ends[i] += ' ended';
          },
          onError: (error) => {
            ends[i] += ` ${error.code}`;
          },
        },
      );
      if (abortAfterMs === null) return;
      const abort = (): void => {
        if (ends[i] !== 'open') return;
        ends[i] += ' aborted';
        exchange.abort();
      };
      tasks.push({ at: (atMs + abortAfterMs) * 1_000, run: abort });
    };
    tasks.push({ at: atMs * 1_000, run: start });
  });
  while (tasks.length > 0 || client.open > 0) {
    for (const turn of client.takeDue()) turn();
    tasks.sort((a, b) => a.at - b.at);
    while (tasks[0] && tasks[0].at <= clock.peek()) tasks.shift()?.run();
    const due = Math.min(client.nextDue() ?? HOUR, tasks[0]?.at ?? HOUR);
    if (due >= HOUR) break;
    clock.blockUntil(due);
  }
  network.settle();
  return { trace, ends };
}

describe('the network with the service behind it', () => {
  it('ends each call exactly once, in a trace ordered by time, the same every time', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(conditions, fc.array(call, { minLength: 1, maxLength: 12 }), (given, calls) => {
        const { trace, ends } = run(given, calls);
        for (const end of ends) expect(end).toMatch(/^open (ended|aborted|[A-Z_]+)$/);
        expect(trace.every((event, i) => event.at >= (trace[i - 1]?.at ?? 0))).toBe(true);
        const sent = trace.filter((event) => event.kind === 'request-sent').map((event) => event.request);
        for (const request of sent) {
          const over = trace.filter(
            (event) =>
              (event.kind === 'response-ended' ||
                event.kind === 'request-failed' ||
                event.kind === 'request-aborted') &&
              event.request === request,
          );
          expect(over).toHaveLength(1);
        }
        expect(run(given, calls).trace).toEqual(trace);
      }),
      { numRuns: 150 },
    );
  });
});
