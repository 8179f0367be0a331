import type { Clock } from '../../../clock/clock.ts';
import { MICROS_PER_MS } from '../../../clock/clock.ts';
import { blockInSight } from '../../../clock/wait-in-sight.ts';
import { define } from '../define.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

/** `Atomics.wait` on the laboratory's clock: no other thread exists, so it blocks until its time is over. */
export function installAtomicsWait(
  atomics: object,
  seams: { clock: Clock; scheduler: Scheduler; callerLine: () => number | undefined },
): void {
  const { clock, scheduler, callerLine } = seams;
  define(
    atomics,
    'wait',
    function wait(array: Int32Array, index: number, value: number, ms = Number.POSITIVE_INFINITY) {
      if (Atomics.load(array, index) !== value) return 'not-equal';
      if (!Number.isFinite(ms)) {
        throw new Error('Atomics.wait würde hier für immer warten: Im Labor gibt es keinen zweiten Thread, der weckt.');
      }
      const due = clock.peek() + Math.max(0, ms) * MICROS_PER_MS;
      const tell = scheduler.beginWait('sleep', callerLine());
      blockInSight(clock, due, tell);
      tell();
      return 'timed-out';
    },
  );
  Reflect.deleteProperty(atomics, 'waitAsync');
}

/**
 * `SharedArrayBuffer` as Node has it. Browsers hide its name from pages without cross-origin isolation, but not the thing: it
 * stands behind shared WebAssembly memory. Undefined where the engine has none.
 */
export function findSharedArrayBuffer(): unknown {
  try {
    const buffer: object = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer;
    return Reflect.get(buffer, 'constructor');
  } catch {
    return undefined;
  }
}
