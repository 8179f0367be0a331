import { describe, expect, it } from 'vitest';
import { guessProblem, parseGuess } from '../../../src/islands/experiment/guesses.ts';
import { csvOf } from '../../../src/islands/export/tables.ts';
import { callDurations } from '../../../src/islands/measurements/callDurations.ts';
import { change, metrics, presentMetrics } from '../../../src/islands/measurements/metrics.ts';
import { bytes, counted, dollars, duration, percent, seconds, times } from '../../../src/strings/numbers.ts';
import { timelineRun } from './timeline-run.ts';

describe('numbers in German', () => {
  it.each([
    [350, '0,35\u00a0s'],
    [4_870, '4,87\u00a0s'],
    [34_940, '34,9\u00a0s'],
    [312_400, '312\u00a0s'],
    [599_400, '599\u00a0s'],
    [1_312_400, '21\u00a0min 52\u00a0s'],
  ])('%i ms is %s', (ms, text) => {
    expect(seconds(ms)).toBe(text);
  });

  it('have units with a space, decimal commas, and words for one and many', () => {
    expect(duration(35)).toBe('35\u00a0ms');
    expect(bytes(12_100_000)).toBe('12,1\u00a0MB');
    expect(dollars(0.0042)).toBe('0,0042\u00a0$');
    expect(percent(0.155)).toBe('16\u00a0%');
    expect(times(7.84)).toBe('7,8-mal');
    expect(counted(1, 'Anfrage', 'Anfragen')).toBe('1\u00a0Anfrage');
  });
});

describe('metrics', () => {
  it('have a key, a meaning and a text each, and no key twice', () => {
    expect(new Set(metrics.map((metric) => metric.key)).size).toBe(metrics.length);
    for (const metric of metrics) expect(metric.meaning, metric.key).toMatch(/\.$/);
  });

  it('that never happened are left out', () => {
    const keys = presentMetrics([timelineRun(3, true).measurement]).map((metric) => metric.key);
    expect(keys).toContain('total');
    expect(keys).not.toContain('429');
    expect(keys).not.toContain('ttft');
  });

  it('tell the change to the run before', () => {
    expect(change(1_000, 1_500)).toBe('+\u00a050\u00a0%');
    expect(change(1_000, 950)).toBe('−\u00a05\u00a0%');
    expect(change(1_000, 1_001)).toBeNull();
    expect(change(0, 5)).toBeNull();
    expect(change(null, 5)).toBeNull();
    expect(change(5, 2, 10)).toBeNull();
  });

  it('include the duration of every answered call', () => {
    expect(callDurations(timelineRun(4, true))).toEqual([1_000, 1_000, 1_000, 1_000]);
  });
});

describe('the table as a file', () => {
  it('has a line per call, with points as decimals', () => {
    const lines = csvOf([timelineRun(2, false), timelineRun(2, true)])
      .trim()
      .split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toBe('synchron,1,1,0.010000,0.010000,1.010000,1.010000,200,beantwortet,1,7,100,0,0,0');
  });

  it('opens in a German Excel: semicolons, commas as decimals, a mark of its character set', () => {
    const text = csvOf([timelineRun(1, false)], 'german');
    expect(text.startsWith('\uFEFFlauf;aufruf;')).toBe(true);
    expect(text.split('\n')[1]).toBe('synchron;1;1;0,010000;0,010000;1,010000;1,010000;200;beantwortet;1;7;100;0;0;0');
  });
});

describe('a guess', () => {
  it.each([
    ['32', 32],
    ['4,5', 4.5],
    ['4.5', 4.5],
    ['1.200,5', 1_200.5],
    [' 7 ', 7],
    ['', null],
    ['viel', null],
    ['-3', null],
  ])('%j is %s', (text, value) => {
    expect(parseGuess(text)).toBe(value);
  });

  it.each([
    ['', null],
    ['4,5', null],
    ['abc', '„abc“ ist keine Zahl. Schreib sie in Ziffern, etwa 10.'],
    ['-3', 'Schätze mindestens 0.'],
  ])('%j has the problem %j', (text, problem) => {
    expect(guessProblem(text)).toBe(problem);
  });
});
