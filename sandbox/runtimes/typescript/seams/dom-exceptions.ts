import { define } from '../define.ts';

/** Gives exceptions of the platform the stack that they have in Node. Some engines give them one only where they throw them. */
export function installDomExceptionStacks(scope: { readonly DOMException: typeof DOMException }): void {
  const Native = scope.DOMException;
  // Not every engine has it.
  const capture: unknown = Reflect.get(Error, 'captureStackTrace');
  if (typeof capture !== 'function' || new Native('').stack !== undefined) return;
  const WithStack = new Proxy(Native, {
    construct(target, given, newTarget) {
      const exception: object = Reflect.construct(target, given, newTarget);
      capture.call(Error, exception);
      return exception;
    },
  });
  define(Native.prototype, 'constructor', WithStack);
  define(scope, 'DOMException', WithStack);
}
