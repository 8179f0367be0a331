// Taken at import: a program may put something else there, and the lab goes on as Node does.
const { then } = Promise.prototype;
const { apply } = Reflect;

/** `promise.then(onValue, onError)`, whatever the program has made of `Promise.prototype.then`. */
export function whenSettled<T>(
  promise: Promise<T>,
  onValue: (value: T) => unknown,
  onError?: (error: unknown) => unknown,
): void {
  apply(then, promise, [onValue, onError]);
}
