import type { LabTimers } from './timers.ts';

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** `node:timers/promises` on the laboratory's clock. */
export function createTimersPromises(timers: LabTimers) {
  const setTimeout = <T>(ms?: number, value?: T, options: WaitOptions = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      const stop = onAbort(options.signal, reject, () => timers.clearTimeout(timer));
      if (!stop) return;
      const timer = timers.setTimeout(() => {
        stop();
        resolve(value);
      }, ms);
      if (options.ref === false) timer.unref();
    });

  const setImmediate = <T>(value?: T, options: WaitOptions = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      const stop = onAbort(options.signal, reject, () => timers.clearImmediate(immediate));
      if (!stop) return;
      const immediate = timers.setImmediate(() => {
        stop();
        resolve(value);
      });
    });

  async function* setInterval<T>(ms?: number, value?: T, options: WaitOptions = {}): AsyncGenerator<T | undefined> {
    let pending = 0;
    let wake = (): void => {};
    let fail: (error: unknown) => void = () => {};
    let failed: unknown = null;
    const stop = onAbort(
      options.signal,
      (error) => {
        failed = error;
        fail(error);
      },
      () => timers.clearInterval(timer),
    );
    if (!stop) throw failed;
    const timer = timers.setInterval(() => {
      pending++;
      wake();
    }, ms);
    if (options.ref === false) timer.unref();
    try {
      for (;;) {
        if (failed) throw failed;
        if (pending === 0) {
          await new Promise<void>((resolve, reject) => {
            wake = resolve;
            fail = reject;
          });
        }
        for (; pending > 0; pending--) yield value;
      }
    } finally {
      stop();
      timers.clearInterval(timer);
    }
  }

  return {
    setTimeout,
    setImmediate,
    setInterval,
    scheduler: {
      wait: (ms: number, options?: WaitOptions) => setTimeout(ms, undefined, options),
      yield: () => setImmediate(),
    },
  };
}

/** Rejects with Node's AbortError when the signal fires. Returns what ends the listening; null where it has fired already. */
function onAbort(
  signal: AbortSignal | undefined,
  reject: (error: unknown) => void,
  cancel: () => void,
): (() => void) | null {
  if (!signal) return () => {};
  if (signal.aborted) {
    reject(abortError(signal));
    return null;
  }
  const listener = (): void => {
    cancel();
    reject(abortError(signal));
  };
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

/** The AbortError of Node's own APIs, with the signal's reason as cause. */
export function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}
