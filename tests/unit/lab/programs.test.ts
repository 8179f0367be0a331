import { beforeAll, describe, expect, test } from 'vitest';
import { makeLabAssets } from '../../../sandbox/lab/build.node.ts';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import type { Example } from '../../../sandbox/lab/example.ts';
import { type HeadlessRun, runHeadless } from '../../../sandbox/lab/headless.node.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { chance, failures, flood, orderFor, threeWaits } from '../../support/probe-programs.ts';

let example: Example;

beforeAll(async () => {
  await makeLabAssets();
  example = await readExample('viele-aufrufe');
}, 600_000);

const measurementOf = (run: HeadlessRun): Measurement => measure(spansOf(run.events));
const outputOf = (run: HeadlessRun): string =>
  run.events.map((event) => (event.kind === 'output' ? event.text : '')).join('');

async function runProgram(file: string, count: number): Promise<HeadlessRun> {
  const source = example.programs.find((program) => program.file === file)?.source ?? '';
  return runHeadless(orderFor(file, source, { parameters: { ANZAHL: String(count) } }));
}

/** Service times by call, so that two programs can be compared whatever their order. */
function serviceTimes(run: HeadlessRun): number[] {
  const requests = [...spansOf(run.events).requests.values()];
  return requests.map((request) => request.serviceTime ?? -1).sort((a, b) => a - b);
}

/** Round trips of 20 ms, and what reading the clock costs in Wiederholbar: 1 µs each time. */
const ROUND_TRIP_MS = 20;
const READINGS_MS = 15;

describe.each([1, 10, 100])('%i calls', (count) => {
  test.each(['sync.py', 'sync.ts'])('in turn take the sum of the service times (%s)', async (file) => {
    const run = await runProgram(file, count);
    const { totalMs, serviceTimeMs, requests, connections, handshakes, maxInFlight } = measurementOf(run);
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect({ requests, handshakes, maxInFlight }).toEqual({ requests: count, handshakes: connections, maxInFlight: 1 });
    // Python keeps one connection. Node frees one only after the next call has begun, so calls in turn use two by turns, and
    // one that was idle for 4 s is opened anew.
    if (file === 'sync.py') expect(connections).toBe(1);
    const network = (2 * connections + count) * ROUND_TRIP_MS;
    expect(totalMs).toBeGreaterThanOrEqual(serviceTimeMs.sum + network);
    expect(totalMs).toBeLessThan(serviceTimeMs.sum + network + READINGS_MS);
  });

  test.each(['async.py', 'async.ts'])('at once take the longest service time (%s)', async (file) => {
    const run = await runProgram(file, count);
    const { totalMs, serviceTimeMs, requests, connections, maxInFlight } = measurementOf(run);
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect({ requests, connections, maxInFlight }).toEqual({ requests: count, connections: count, maxInFlight: count });
    const network = 3 * ROUND_TRIP_MS;
    expect(totalMs).toBeGreaterThanOrEqual(serviceTimeMs.max + network);
    expect(totalMs).toBeLessThan(serviceTimeMs.max + network + READINGS_MS);
  });

  test('have the same service times in both modes and both languages', async () => {
    const [first, ...others] = [
      await runProgram('sync.ts', count),
      await runProgram('async.ts', count),
      await runProgram('sync.py', count),
      await runProgram('async.py', count),
    ].map(serviceTimes);
    expect(first).toHaveLength(count);
    for (const times of others) expect(times).toEqual(first);
  });
});

describe('waits', () => {
  test.each([
    ['blocking', '1.20'],
    ['free', '0.40'],
  ] as const)('three %s ones of 0.4 s in asyncio.gather take %s s', async (kind, seconds) => {
    expect(outputOf(await runHeadless(orderFor('waits.py', threeWaits[kind]))).trim()).toBe(seconds);
  });
});

describe('the repeatable mode', () => {
  test.each([
    ['chance.py', chance.python],
    ['chance.ts', chance.typescript],
  ])('gives %s the same trace twice', async (file, source) => {
    const first = await runHeadless(orderFor(file, source));
    expect(first.outcome.kind).toBe('completed');
    expect(outputOf(first)).toContain('2026-11-02');
    expect(await runHeadless(orderFor(file, source))).toEqual(first);
  });
});

describe('a program that ends badly', () => {
  test.each(Object.entries(failures))('is told with its line: %s', async (file, { source, kind, type, line }) => {
    const { outcome } = await runHeadless(orderFor(file, source));
    expect(outcome).toMatchObject({
      kind,
      exitCode: expect.any(Number),
      error: { line, type: expect.stringMatching(type) },
    });
    expect(outcome.exitCode).not.toBe(0);
  });

  test.each(Object.entries(flood))(
    'by printing ten million characters keeps the first million: %s',
    async (file, source) => {
      const run = await runHeadless(orderFor(file, source));
      expect(outputOf(run)).toHaveLength(1_000_000);
      expect(run.events.filter((event) => event.kind === 'output-dropped').at(-1)).toMatchObject({
        characters: 9_000_000,
      });
      expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    },
  );
});
