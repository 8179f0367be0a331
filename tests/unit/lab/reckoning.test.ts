import { describe, expect, it } from 'vitest';
import type { ClockMode } from '../../../sandbox/clock/clock.ts';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { cpuFactors } from '../../../sandbox/lab/cpu-factor.ts';
import { createReckoning } from '../../../sandbox/lab/reckoning.ts';

/** A run that has told of 2 s of lab time, and 3 s of real time since. */
function toldThenSilent(clockMode: ClockMode, runtime: 'python' | 'typescript' = 'python'): number {
  let real = 1_000;
  const order = { runtime, source: '', fileName: 'a', parameters: {}, conditions: presets.artikel, clockMode } as const;
  const reckoning = createReckoning(order, () => real);
  expect(reckoning.now()).toBe(0);
  reckoning.note([
    { kind: 'run-started', at: 0, runtime },
    { kind: 'waited', at: 10, until: 2_000_000, reason: 'free' },
  ]);
  expect(reckoning.now()).toBe(2_000_000);
  real += 3_000;
  return reckoning.now();
}

describe('the lab time of a run that says nothing', () => {
  it('goes on as computing is charged where waits are skipped', () => {
    expect(toldThenSilent({ kind: 'sofort' })).toBe(2_000_000 + 3_000_000 * cpuFactors.python);
    expect(toldThenSilent({ kind: 'sofort' }, 'typescript')).toBe(2_000_000 + 3_000_000 * cpuFactors.typescript);
  });

  it('goes on as in a wait where waits last', () => {
    expect(toldThenSilent({ kind: 'echtzeit' })).toBe(5_000_000);
    expect(toldThenSilent({ kind: 'zeitraffer', factor: 10 })).toBe(32_000_000);
  });

  it('stands where computing costs nothing', () => {
    expect(toldThenSilent({ kind: 'wiederholbar' })).toBe(2_000_000);
  });
});
