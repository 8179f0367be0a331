import { define } from '../define.ts';
import { inspect } from '../inspect/inspect.ts';

const codeInName = new WeakSet<object>();

/** An error as Node makes it: `code` is part of the name in its stack and in its text. */
export function nodeError<E extends Error>(error: E, code: string): E & { code: string } {
  const originalName = error.name;
  Object.defineProperty(error, 'name', { value: `${originalName} [${code}]`, configurable: true, writable: true });
  // V8 writes the name into the stack when the stack is first read; reading it now keeps the code in it.
  void error.stack;
  Object.defineProperty(error, 'name', { value: originalName, configurable: true, writable: true });
  define(error, 'toString', () => `${error.name} [${code}]: ${error.message}`);
  codeInName.add(error);
  return Object.assign(error, { code });
}

/** Whether the error is one of Node's own, whose stack names its `code`; an error of the program's never does. */
export function isNodeError(error: Error): error is Error & { code: string } {
  return codeInName.has(error);
}

/** Node's answer to an argument of the wrong type. */
export function invalidArgument(name: string, expected: string, received: unknown): TypeError {
  const message = `The "${name}" argument must be ${expected}. Received ${describe(received)}`;
  return nodeError(new TypeError(message), 'ERR_INVALID_ARG_TYPE');
}

const LONGEST = 28;

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return value.name ? `function ${value.name}` : 'function';
  if (typeof value === 'object') return `an instance of ${value.constructor?.name ?? 'Object'}`;
  const text = inspect(value);
  return `type ${typeof value} (${text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text})`;
}
