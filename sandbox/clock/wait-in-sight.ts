import { type Clock, MICROS_PER_MS, type Micros, speedOf } from './clock.ts';

/** Real milliseconds between two looks at a wait that really lasts. */
const LOOK_MS = 100;

/**
 * Waits synchronously until `due`, as `clock.blockUntil` does. Where waiting really lasts, `onLook` is called every 100 ms
 * of it, so that the reader sees a program wait while it waits. It is not called at the end, nor where waits are skipped.
 */
export function blockInSight(clock: Clock, due: Micros, onLook: () => void): void {
  const step = stepOf(clock);
  while (due - clock.peek() > step) {
    clock.blockUntil(clock.peek() + step);
    onLook();
  }
  clock.blockUntil(due);
}

/** As `blockInSight`, without blocking. */
export async function sleepInSight(clock: Clock, due: Micros, onLook: () => void): Promise<void> {
  const step = stepOf(clock);
  while (due - clock.peek() > step) {
    await clock.sleepUntil(clock.peek() + step);
    onLook();
  }
  await clock.sleepUntil(due);
}

/** Lab time between two looks; without end where waits are skipped. */
function stepOf(clock: Clock): Micros {
  return LOOK_MS * MICROS_PER_MS * speedOf(clock.mode);
}
