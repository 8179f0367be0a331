import { describe, expect, it } from 'vitest';
import { compareRuns, sameDuration, sameText } from '../../../sandbox/commands/parity/compare.ts';
import type { ParityRequest, ParityRun } from '../../../sandbox/commands/parity/parity-run.ts';

const request = (body: string, sentMs: number, endMs: number): ParityRequest => ({
  method: 'POST',
  path: '/v1/chat/completions',
  body,
  retry: 0,
  status: 200,
  sentMs,
  endMs,
});

const run = (changes: Partial<ParityRun> = {}): ParityRun => ({
  exitCode: 0,
  error: null,
  output: '2 Antworten in 0.6 s\n',
  requests: [request('a', 0, 300), request('b', 330, 600)],
  connections: 1,
  durationMs: 600,
  ...changes,
});

describe('comparing lab and native', () => {
  it('finds nothing where both did the same', () => {
    expect(compareRuns(run(), run({ durationMs: 615 })).differences).toEqual([]);
  });

  it('names a duration outside 5 % and 20 ms', () => {
    expect(sameDuration(1_049, 1_000)).toBe(true);
    expect(sameDuration(1_060, 1_000)).toBe(false);
    expect(sameDuration(25, 10)).toBe(true);
    expect(compareRuns(run({ durationMs: 700 }), run()).differences).toEqual(['duration: lab 700 ms, native 600 ms']);
  });

  it('lets printed seconds differ within tolerance, but not counts', () => {
    expect(sameText('3 in 1.20 s', '3 in 1.22 s')).toBe(true);
    expect(sameText('3 in 1.20 s', '3 in 1.60 s')).toBe(false);
    expect(sameText('3 in 1.20 s', '4 in 1.20 s')).toBe(false);
  });

  it('names another exception, another exit code, other connections', () => {
    const found = compareRuns(run({ error: 'ValueError', exitCode: 1, connections: 2 }), run()).differences;
    expect(found.map((difference) => difference.split(':')[0])).toEqual(['exit code', 'exception', 'connections']);
  });

  it('names a missing request', () => {
    expect(compareRuns(run({ requests: [request('a', 0, 300)] }), run()).differences[0]).toMatch(/^requests: /);
  });

  it('names a reversed order', () => {
    const reversed = run({ requests: [request('b', 0, 270), request('a', 300, 600)] });
    expect(compareRuns(reversed, run()).differences[0]).toMatch(/^order: /);
  });

  it('tells repeated requests apart', () => {
    const twice = run({ requests: [request('a', 0, 300), request('b', 310, 500), request('a', 530, 800)] });
    expect(compareRuns(twice, twice).differences).toEqual([]);
  });
});
