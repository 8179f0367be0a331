import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { createKeptLab } from '../../../src/islands/laboratory/keptLab.ts';
import type { SharedLab } from '../../../src/islands/laboratory/sharedLab.ts';
import { computingNote } from '../../../src/islands/measurements/computingNote.ts';
import { change } from '../../../src/islands/measurements/metrics.ts';
import { timelineRun } from './timeline-run.ts';

function labOf(source: string): SharedLab {
  const side = { example: null, file: 'eigenes.py', language: 'python', mode: 'asynchron', parameters: {} } as const;
  return { version: 1, clock: 'echtzeit', sides: [{ ...side, source, conditions: presets.artikel }] };
}

/** The browser's storage, in memory. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('the kept laboratory', () => {
  it('is as the reader left it; a link replaces nothing, and another link shows its own', () => {
    const place = storage();
    const kept = createKeptLab(() => place);
    expect(kept.load('')).toBeNull();
    kept.save('', labOf('meins'));
    kept.save('#lab=abc', labOf('aus dem Link'));
    expect(kept.load('')).toEqual(labOf('meins'));
    expect(kept.load('#lab=abc')).toEqual(labOf('aus dem Link'));
    expect(kept.load('#lab=xyz')).toBeNull();
  });

  it('is empty where storage is locked', () => {
    const kept = createKeptLab(() => {
      throw new Error('locked');
    });
    kept.save('', labOf('meins'));
    expect(kept.load('')).toBeNull();
  });
});

describe('numbers that could mislead', () => {
  it('are not shown as a change from almost nothing', () => {
    expect(change(0.01, 5_128)).toBeNull();
    expect(change(100, 150)).toBe('+\u00a050\u00a0%');
  });

  it('name the computing of this machine where it is much of the total', () => {
    const run = timelineRun(2, false);
    const program = { ...run.measurement.program, computingMs: 800 };
    expect(computingNote({ ...run, measurement: { ...run.measurement, program, totalMs: 2_000 } })).toContain(
      '0,80\u00a0s',
    );
    expect(computingNote({ ...run, measurement: { ...run.measurement, program, totalMs: 20_000 } })).toBeNull();
  });
});
