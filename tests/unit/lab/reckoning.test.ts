import { describe, expect, it } from 'vitest';
import type { ClockMode } from '../../../sandbox/clock/clock.ts';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { cpuFactors } from '../../../sandbox/lab/cpu-factor.ts';
import { createReckoning } from '../../../sandbox/lab/reckoning.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';

interface Silence {
  readonly runtime?: 'python' | 'typescript';
  readonly silentMs?: number;
  readonly told?: readonly TraceEvent[];
}

/** A run that has told of 2 s of lab time, and has been silent for 3 s of real time since. */
function toldThenSilent(
  clockMode: ClockMode,
  { runtime = 'python', silentMs = 3_000, told = [] }: Silence = {},
): number {
  let real = 1_000;
  const order = { runtime, source: '', fileName: 'a', parameters: {}, conditions: presets.artikel, clockMode } as const;
  const reckoning = createReckoning(order, () => real);
  expect(reckoning.now()).toBe(0);
  reckoning.note([
    { kind: 'run-started', at: 0, runtime },
    { kind: 'waited', at: 10, until: 2_000_000, reason: 'free' },
    ...told,
  ]);
  expect(reckoning.now()).toBe(2_000_000);
  real += silentMs;
  return reckoning.now();
}

describe('the lab time of a run that says nothing', () => {
  it('goes on as computing is charged where waits are skipped', () => {
    expect(toldThenSilent({ kind: 'sofort' })).toBe(2_000_000 + 3_000_000 * cpuFactors.python);
    expect(toldThenSilent({ kind: 'sofort' }, { runtime: 'typescript' })).toBe(
      2_000_000 + 3_000_000 * cpuFactors.typescript,
    );
  });

  it('goes on as in a wait where waits last, for as long as a wait may be silent', () => {
    expect(toldThenSilent({ kind: 'echtzeit' }, { silentMs: 150 })).toBe(2_150_000);
    expect(toldThenSilent({ kind: 'zeitraffer', factor: 10 }, { silentMs: 150 })).toBe(3_500_000);
  });

  it('goes on as computing is charged where it is silent for longer', () => {
    expect(toldThenSilent({ kind: 'zeitraffer', factor: 10 })).toBe(4_000_000 + 2_800_000 * cpuFactors.python);
  });

  it('goes on as in a wait where threads may wait, who tell of it when it is over', () => {
    const thread = { kind: 'task', at: 20, task: 1, state: 'created', name: 'w', unit: 'thread' } as const;
    expect(toldThenSilent({ kind: 'zeitraffer', factor: 10 }, { told: [thread] })).toBe(32_000_000);
  });

  it('stands where computing costs nothing', () => {
    expect(toldThenSilent({ kind: 'wiederholbar' })).toBe(2_000_000);
  });
});
