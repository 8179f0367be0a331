import type { DoorTimers } from './answer-driver.ts';

/**
 * Timers that are never early, and late by hundredths of a millisecond on an idle machine. Node's setTimeout knows whole
 * milliseconds only and may be one early or late; the rest, one to two of them, is waited for in turns of the event loop,
 * which serve requests meanwhile. That rest is kept short: who computes while waiting is the first to be interrupted on a busy
 * machine, and then late by far more.
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
    const timer = ms >= 2 ? setTimeout(turn, Math.floor(ms) - 1) : undefined;
    if (!timer) immediate = setImmediate(turn);
    return () => {
      clearTimeout(timer);
      clearImmediate(immediate);
    };
  },
};
