import { describe, expect, it } from 'vitest';
import { createPulse } from '../../../src/islands/experiment/pulse.ts';

describe('a live trace', () => {
  it('is drawn at once, then once per pause however much arrives, and always with the last of it', () => {
    const pauses: (() => void)[] = [];
    let beats = 0;
    const pulse = createPulse(
      () => {
        beats += 1;
      },
      (work) => void pauses.push(work),
    );
    pulse();
    expect(beats).toBe(1);
    for (let notice = 0; notice < 500; notice += 1) pulse();
    expect(beats).toBe(1);
    pauses.shift()?.();
    expect(beats).toBe(2);
    pauses.shift()?.();
    expect(beats).toBe(2);
    pulse();
    expect(beats).toBe(3);
  });
});
