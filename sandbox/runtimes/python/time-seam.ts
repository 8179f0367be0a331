import type { Clock } from '../../clock/clock.ts';

/**
 * Python's clocks (time, monotonic, perf_counter, datetime.now) are C code that reads `Date.now` and `performance.now`: these
 * read the lab's clock from now on. Whoever needs real time in this worker has taken the originals before.
 */
export function readTimeFrom(clock: Clock, epochMs: number): void {
  Date.now = () => epochMs + clock.now() / 1_000;
  Object.defineProperty(performance, 'now', {
    value: () => clock.now() / 1_000,
    configurable: true,
    writable: true,
  });
}
