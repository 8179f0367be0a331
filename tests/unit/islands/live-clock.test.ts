import { describe, expect, it } from 'vitest';
import { createLiveClock } from '../../../src/islands/experiment/liveClock.ts';

describe('the clock between two events', () => {
  it('goes on at the pace of the mode, and every event sets it right', () => {
    let real = 1_000;
    const clock = createLiveClock('zeitraffer', () => real);
    expect(clock?.now()).toBeNull();
    clock?.note(5_000);
    real += 100;
    expect(clock?.now()).toBe(1_005_000);
    clock?.note(900_000);
    expect(clock?.now()).toBe(900_000);
    real += 10;
    expect(clock?.now()).toBe(1_000_000);
    clock?.note(900_000);
    expect(clock?.now()).toBe(1_000_000);
  });

  it('does not exist where waits are skipped', () => {
    expect(createLiveClock('sofort')).toBeNull();
  });
});
