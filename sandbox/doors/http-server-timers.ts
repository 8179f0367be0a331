import type { DoorTimers } from './answer-driver.ts';

/**
 * Timers that are less than a fraction of a millisecond late. Node's setTimeout knows whole milliseconds only and may be
 * one early; the rest is waited for in turns of the event loop, which serve requests meanwhile.
 */
export const preciseTimers: DoorTimers = {
  now: () => performance.now(),
  idle: (run) => {
    setImmediate(run);
  },
  after(ms, run) {
    const due = performance.now() + ms;
    let immediate: NodeJS.Immediate | undefined;
    const turn = (): void => {
      if (performance.now() >= due) run();
      else immediate = setImmediate(turn);
    };
    const timer = ms > 2 ? setTimeout(turn, Math.floor(ms) - 1) : undefined;
    if (!timer) immediate = setImmediate(turn);
    return () => {
      clearTimeout(timer);
      clearImmediate(immediate);
    };
  },
};
