/** An error as Node makes it: `code` is part of the name in its stack. */
export function nodeError<E extends Error>(error: E, code: string): E & { code: string } {
  const originalName = error.name;
  Object.defineProperty(error, 'name', { value: `${originalName} [${code}]`, configurable: true, writable: true });
  // V8 writes the name into the stack when the stack is first read; reading it now keeps the code in it.
  void error.stack;
  Object.defineProperty(error, 'name', { value: originalName, configurable: true, writable: true });
  return Object.assign(error, { code });
}

/** Node's answer to an argument of the wrong type. */
export function invalidArgument(name: string, expected: string, received: unknown): TypeError {
  const kind = received === null ? 'null' : typeof received;
  const got = kind === 'object' || kind === 'function' ? `an instance of ${constructorName(received)}` : kind;
  return nodeError(
    new TypeError(`The "${name}" argument must be ${expected}. Received ${got}`),
    'ERR_INVALID_ARG_TYPE',
  );
}

function constructorName(value: unknown): string {
  return (value as { constructor?: { name?: string } } | null)?.constructor?.name ?? 'Object';
}
