const MESSAGE =
  'This error originated either by throwing inside of an async function without a catch block, ' +
  'or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ';

/** What Node ends a program with because of a rejection: the reason itself where it has a stack, else an error that names it. */
export function unhandledRejection(reason: unknown): unknown {
  if (typeof reason === 'object' && reason !== null && Object.hasOwn(reason, 'stack')) return reason;
  if (reason instanceof Error) return reason;
  const error = new Error(`${MESSAGE}"${plainText(reason)}".`);
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection' });
  return Object.assign(error, { code: 'ERR_UNHANDLED_REJECTION' });
}

/** A value as V8 names it without calling anything of its own: `#<Object>`, `[object Date]`. */
function plainText(value: unknown): string {
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isPlain = Reflect.get(value, 'toString') === Object.prototype.toString;
  const name: unknown = isPlain ? value.constructor?.name : '';
  return typeof name === 'string' && name !== '' ? `#<${name}>` : Object.prototype.toString.call(value);
}
