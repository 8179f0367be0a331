import type { Clock } from '../../../clock/clock.ts';
import { MICROS_PER_MS } from '../../../clock/clock.ts';
import { define } from '../define.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

/** `AbortSignal.timeout` on the laboratory's clock. As in Node, it does not keep the program alive. */
export function createAbortTimeout(scheduler: Scheduler, clock: Clock): (ms: number) => AbortSignal {
  return function timeout(ms) {
    const delay = Number(ms);
    if (!(delay >= 0 && delay <= Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(`The value of "delay" is out of range. It must be >= 0 && <= 4294967295. Received ${ms}`);
    }
    const controller = new AbortController();
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    scheduler.at(clock.peek() + Math.trunc(delay) * MICROS_PER_MS, () => controller.abort(reason()), false);
    return controller.signal;
  };
}

/** Lets `abort()` without a reason give Node's, in every engine alike. */
export function installAbortReasons(controllerPrototype: AbortController, NativeSignal: typeof AbortSignal): void {
  const reason = () => new DOMException('This operation was aborted', 'AbortError');
  const abortController = controllerPrototype.abort;
  define(controllerPrototype, 'abort', function abort(this: AbortController, given: unknown = reason()) {
    abortController.call(this, given);
  });
  const abortSignal = NativeSignal.abort.bind(NativeSignal);
  define(NativeSignal, 'abort', function abort(given: unknown = reason()) {
    return abortSignal(given);
  });
}
