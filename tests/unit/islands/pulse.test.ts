import { describe, expect, it } from 'vitest';
import { createPulse } from '../../../src/islands/experiment/pulse.ts';

function setUp(cost: number, delay = 0) {
  const waiting: { work: () => void; ms: number }[] = [];
  let time = 0;
  let beats = 0;
  const pulse = createPulse(
    [
      {
        every: 1,
        beat: () => {
          beats += 1;
          time += cost;
        },
      },
    ],
    { delay, pause: 100 },
    { later: (work, ms) => void waiting.push({ work, ms }), now: () => time },
  );
  return {
    pulse,
    beats: () => beats,
    /** Lets the next timer run; answers how long it had been set to. */
    next(): number {
      const first = waiting.shift();
      first?.work();
      return first?.ms ?? Number.NaN;
    },
  };
}

describe('a live trace', () => {
  it('is drawn at once, then once per pause however much arrives, and always with the last of it', () => {
    const { pulse, beats, next } = setUp(1);
    pulse.note();
    expect(beats()).toBe(1);
    for (let notice = 0; notice < 500; notice += 1) pulse.note();
    expect(beats()).toBe(1);
    next();
    expect(next()).toBe(100);
    expect(beats()).toBe(2);
    next();
    next();
    expect(beats()).toBe(2);
    pulse.note();
    expect(beats()).toBe(3);
  });

  it('is drawn and written out in tasks of their own', () => {
    const tasks: (() => void)[] = [];
    const done: string[] = [];
    const pulse = createPulse(
      [
        { every: 1, beat: () => void done.push('drawn') },
        { every: 2, beat: () => void done.push('written') },
      ],
      { delay: 0, pause: 100 },
      { later: (work) => void tasks.push(work), now: () => 0 },
    );
    pulse.note();
    expect(done).toEqual(['drawn']);
    tasks.shift()?.();
    expect(done).toEqual(['drawn', 'written']);
    // The second of two is drawn only.
    pulse.note();
    while (tasks.length > 0) tasks.shift()?.();
    expect(done).toEqual(['drawn', 'written', 'drawn']);
  });

  it('may be drawn later, with all that came meanwhile; nothing is drawn where it ends before', () => {
    const { pulse, beats, next } = setUp(1, 400);
    pulse.note();
    pulse.note();
    expect(beats()).toBe(0);
    expect(next()).toBe(400);
    expect(beats()).toBe(1);
    const short = setUp(1, 400);
    short.pulse.note();
    short.pulse.stop();
    short.next();
    expect(short.beats()).toBe(0);
  });

  it('is drawn no more once it is stopped, whatever still waits', () => {
    const { pulse, beats, next } = setUp(1);
    pulse.note();
    pulse.note();
    pulse.stop();
    next();
    pulse.note();
    expect(beats()).toBe(1);
  });

  it('that takes long to draw is drawn more rarely', () => {
    const { pulse, next } = setUp(80);
    pulse.note();
    next();
    expect(next()).toBe(320);
  });
});
