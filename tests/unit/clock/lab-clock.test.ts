import { describe, expect, it } from 'vitest';
import type { ClockMode } from '../../../sandbox/clock/clock.ts';
import { createClock } from '../../../sandbox/clock/lab-clock.ts';
import { blockInSight } from '../../../sandbox/clock/wait-in-sight.ts';

/** A machine whose real time moves only when the test says so, or when someone blocks on it. */
function machine(mode: ClockMode, cpuFactor = 1, maxTurnMs?: number) {
  const world = { real: 5_000, blocked: [] as number[], flushed: 0, lateMs: 0 };
  const clock = createClock({
    mode,
    cpuFactor,
    realNow: () => world.real,
    blockFor: (ms) => {
      world.blocked.push(ms);
      world.real += ms + world.lateMs;
    },
    beforeRealWait: () => {
      world.flushed += 1;
    },
    ...(maxTurnMs === undefined ? {} : { maxTurnMs }),
  });
  return { world, clock };
}

describe('the clock in Sofort', () => {
  it('charges computing and skips waits', () => {
    const { world, clock } = machine({ kind: 'sofort' });
    world.real += 3;
    expect(clock.now()).toBe(3_000);
    clock.blockUntil(1_000_000);
    expect(clock.now()).toBe(1_000_000);
    world.real += 0.5;
    expect(clock.now()).toBe(1_000_500);
    expect(world.blocked).toEqual([]);
    expect(world.flushed).toBe(0);
  });

  it('scales computing by the cpu factor', () => {
    const { world, clock } = machine({ kind: 'sofort' }, 0.25);
    world.real += 8;
    expect(clock.now()).toBe(2_000);
  });

  it('never runs backwards, whatever is due', () => {
    const { clock } = machine({ kind: 'sofort' });
    clock.blockUntil(500);
    clock.blockUntil(100);
    expect(clock.peek()).toBe(500);
  });

  it('stands still while paused, and pauses nest', () => {
    const { world, clock } = machine({ kind: 'sofort' });
    clock.pause();
    clock.pause();
    world.real += 10;
    clock.resume();
    world.real += 10;
    expect(clock.now()).toBe(0);
    clock.resume();
    world.real += 1;
    expect(clock.now()).toBe(1_000);
    expect(() => clock.resume()).toThrow('not paused');
  });

  it('can be moved while paused and stays paused', () => {
    const { world, clock } = machine({ kind: 'sofort' });
    clock.pause();
    clock.blockUntil(70);
    world.real += 10;
    expect(clock.peek()).toBe(70);
    clock.resume();
  });

  it('charges a suspended machine for one capped turn only', () => {
    const { world, clock } = machine({ kind: 'sofort' }, 1, 2_000);
    world.real += 3_600_000;
    expect(clock.now()).toBe(2_000_000);
    world.real += 1;
    expect(clock.now()).toBe(2_001_000);
  });

  it('settles a sleep at once', async () => {
    const { clock } = machine({ kind: 'sofort' });
    await clock.sleepUntil(9_000);
    expect(clock.peek()).toBe(9_000);
  });

  it('loses no fraction of a microsecond over many short waits', () => {
    const { world, clock } = machine({ kind: 'sofort' });
    for (let i = 0; i < 1_000; i++) {
      world.real += 0.0005;
      clock.blockUntil(clock.peek() + 1);
    }
    expect(clock.peek()).toBeGreaterThanOrEqual(1_000);
    expect(clock.peek()).toBeLessThanOrEqual(1_500);
  });
});

describe('the clock in Wiederholbar', () => {
  it('charges nothing and advances 1 µs per reading', () => {
    const { world, clock } = machine({ kind: 'wiederholbar' });
    world.real += 100;
    expect([clock.now(), clock.now(), clock.peek(), clock.now()]).toEqual([1, 2, 2, 3]);
    clock.blockUntil(50);
    expect(clock.now()).toBe(51);
  });
});

describe('the clock in Zeitraffer and Echtzeit', () => {
  it('really waits, divided by the factor, and flushes before', () => {
    const { world, clock } = machine({ kind: 'zeitraffer', factor: 10 });
    clock.blockUntil(1_000_000);
    expect(world.blocked).toEqual([100]);
    expect(world.flushed).toBe(1);
    expect(clock.peek()).toBe(1_000_000);
  });

  it('makes up for waits that lasted too long', () => {
    const { world, clock } = machine({ kind: 'echtzeit' });
    world.lateMs = 2;
    clock.blockUntil(10_000);
    expect(clock.peek()).toBe(10_000);
    clock.blockUntil(20_000);
    expect(world.blocked).toEqual([10, 8]);
  });

  it('reads the passing time during a sleep, never beyond its end', async () => {
    const { world, clock } = machine({ kind: 'zeitraffer', factor: 2 });
    const sleep = clock.sleepUntil(20_000);
    world.real += 4;
    expect(clock.peek()).toBe(8_000);
    world.real += 400;
    expect(clock.peek()).toBe(20_000);
    await sleep;
    expect(clock.peek()).toBe(20_000);
  });

  it('ends a sleep early when told so, at the time that has really passed', async () => {
    const { world, clock } = machine({ kind: 'echtzeit' });
    const stop = new AbortController();
    const sleep = clock.sleepUntil(60_000_000, stop.signal);
    world.real += 7;
    stop.abort();
    await sleep;
    expect(clock.peek()).toBe(7_000);
    world.real += 1;
    expect(clock.peek()).toBe(8_000);
  });

  it('lets a pause begin and end during a sleep', async () => {
    const { world, clock } = machine({ kind: 'echtzeit' });
    const sleep = clock.sleepUntil(1_000);
    clock.pause();
    world.real += 0.5;
    expect(clock.peek()).toBe(500);
    await sleep;
    world.real += 50;
    expect(clock.peek()).toBe(1_000);
    clock.resume();
  });

  it('refuses a factor that is not above 0', () => {
    expect(() => createClock({ mode: { kind: 'zeitraffer', factor: 0 }, cpuFactor: 1 })).toThrow('factor 0');
  });
});

describe('a real wait on this machine', () => {
  it('blocks for about as long as asked', () => {
    const clock = createClock({ mode: { kind: 'echtzeit' }, cpuFactor: 1 });
    const before = performance.now();
    clock.blockUntil(clock.peek() + 5_000);
    expect(performance.now() - before).toBeGreaterThan(4);
  });
});

describe('a wait in sight', () => {
  it('is looked at every tenth of a second while it really lasts, and ends when it is due', () => {
    const { world, clock } = machine({ kind: 'zeitraffer', factor: 10 });
    const looks: number[] = [];
    blockInSight(clock, 2_500_000, () => looks.push(clock.peek()));
    expect(looks).toEqual([1_000_000, 2_000_000]);
    expect(clock.peek()).toBe(2_500_000);
    expect(world.blocked).toEqual([100, 100, 50]);
    expect(world.flushed).toBe(3);
  });

  it('makes up for what each part overslept', () => {
    const { world, clock } = machine({ kind: 'echtzeit' });
    world.lateMs = 2;
    blockInSight(clock, 250_000, () => undefined);
    expect(world.blocked).toEqual([100, 98, 48]);
    expect(clock.peek()).toBe(250_000);
  });

  it('is one step where waits are skipped', () => {
    const { clock } = machine({ kind: 'sofort' });
    const looks: number[] = [];
    blockInSight(clock, 60_000_000, () => looks.push(clock.peek()));
    expect(looks).toEqual([]);
    expect(clock.peek()).toBe(60_000_000);
  });
});
