import { describe, expect, it } from 'vitest';
import { preciseTimers } from '../../../sandbox/doors/http-server-timers.ts';

describe('the timers of the HTTP door', () => {
  it.each([0, 0.3, 1, 1.7, 5.5])('never run before their time: %d ms', async (ms) => {
    const due = preciseTimers.now() + ms;
    await new Promise<void>((resolve) => preciseTimers.after(ms, resolve));
    expect(preciseTimers.now()).toBeGreaterThanOrEqual(due);
  });

  it('can be cancelled, whatever they are waiting for', async () => {
    const ran: number[] = [];
    for (const ms of [0, 0.5, 3]) preciseTimers.after(ms, () => ran.push(ms))();
    await new Promise<void>((resolve) => preciseTimers.after(6, resolve));
    expect(ran).toEqual([]);
  });
});
