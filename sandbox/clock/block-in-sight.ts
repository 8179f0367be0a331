import { type Clock, MICROS_PER_MS, type Micros } from './clock.ts';
import { speedOf } from './lab-clock.ts';

/** Real milliseconds between two looks at a wait that really lasts. */
const LOOK_MS = 100;

/**
 * Waits synchronously until `due`, as `clock.blockUntil` does. Where waiting really lasts, `onLook` is called every 100 ms
 * of it, so that the reader sees a program block while it blocks. It is not called at the end, nor where waits are skipped.
 */
export function blockInSight(clock: Clock, due: Micros, onLook: () => void): void {
  const step = LOOK_MS * MICROS_PER_MS * speedOf(clock.mode);
  while (due - clock.peek() > step) {
    clock.blockUntil(clock.peek() + step);
    onLook();
  }
  clock.blockUntil(due);
}
