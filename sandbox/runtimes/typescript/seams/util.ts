import { format } from '../inspect/format.ts';
import { customInspect, inspect } from '../inspect/inspect.ts';
import { whenSettled } from '../when-settled.ts';
import { isDeepStrictEqual } from './deep-equal.ts';

type Callback = (error: unknown, value?: unknown) => void;
type AnyFunction = (...args: unknown[]) => unknown;

const PROMISIFIED = Symbol.for('nodejs.util.promisify.custom');

/** The parts of `node:util` that are honest here. */
export function createUtil(
  stackOf: (error: Error) => string,
  timers: { readonly setTimeout: unknown; readonly promisified: unknown },
) {
  return {
    inspect: Object.assign((value: unknown, options: object = {}) => inspect(value, { stackOf, ...options }), {
      custom: customInspect,
      defaultOptions: { depth: 2 },
    }),
    format: (...args: unknown[]) => format(args, { stackOf }),
    isDeepStrictEqual,
    promisify: Object.assign((original: AnyFunction) => promisify(original, timers), { custom: PROMISIFIED }),
    callbackify:
      (original: (...args: unknown[]) => Promise<unknown>) =>
      (...args: unknown[]): void => {
        const callback = args.pop() as Callback;
        whenSettled(
          original(...args),
          (value) => callback(null, value),
          (error: unknown) => callback(error),
        );
      },
    types: {
      isPromise: (value: unknown) => value instanceof Promise,
      isDate: (value: unknown) => value instanceof Date,
      isRegExp: (value: unknown) => value instanceof RegExp,
      isNativeError: (value: unknown) => value instanceof Error,
    },
    TextDecoder,
    TextEncoder,
  };
}

function promisify(
  original: AnyFunction,
  timers: { readonly setTimeout: unknown; readonly promisified: unknown },
): unknown {
  if (original === timers.setTimeout) return timers.promisified;
  const custom: unknown = Reflect.get(original, PROMISIFIED);
  if (typeof custom === 'function') return custom;
  return function promisified(this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const callback: Callback = (error, value) => (error ? reject(error) : resolve(value));
      Reflect.apply(original, this, [...args, callback]);
    });
  };
}
