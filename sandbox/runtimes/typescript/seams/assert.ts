import { inspect } from '../inspect/inspect.ts';
import { isDeepStrictEqual } from './deep-equal.ts';
import { nodeError } from './node-error.ts';

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;

  constructor(failure: { message?: string | undefined; actual: unknown; expected: unknown; operator: string }) {
    super(failure.message ?? `${inspect(failure.actual)} ${failure.operator} ${inspect(failure.expected)}`);
    this.generatedMessage = failure.message === undefined;
    this.actual = failure.actual;
    this.expected = failure.expected;
    this.operator = failure.operator;
    nodeError(this, this.code);
  }
}

type Message = string | Error | undefined;

/** `node:assert` in its strict form, with the comparisons that programs use most. */
export function createAssert() {
  const check = (
    passed: boolean,
    message: Message,
    failure: Omit<AssertionError, keyof Error | 'code' | 'generatedMessage'>,
  ): void => {
    if (passed) return;
    if (message instanceof Error) throw message;
    throw new AssertionError({ ...failure, message });
  };
  const compare =
    (operator: string, test: (actual: unknown, expected: unknown) => boolean) =>
    (actual: unknown, expected: unknown, message?: Message): void =>
      check(test(actual, expected), message, { actual, expected, operator });

  const ok = (value: unknown, message?: Message): void =>
    check(Boolean(value), message ?? undefined, { actual: value, expected: true, operator: '==' });
  const assert = {
    ok,
    AssertionError,
    equal: compare('strictEqual', Object.is),
    strictEqual: compare('strictEqual', Object.is),
    notEqual: compare('notStrictEqual', (a, b) => !Object.is(a, b)),
    notStrictEqual: compare('notStrictEqual', (a, b) => !Object.is(a, b)),
    deepEqual: compare('deepStrictEqual', isDeepStrictEqual),
    deepStrictEqual: compare('deepStrictEqual', isDeepStrictEqual),
    notDeepStrictEqual: compare('notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)),
    match: (text: string, pattern: RegExp, message?: Message): void =>
      check(pattern.test(text), message, { actual: text, expected: pattern, operator: 'match' }),
    fail(message: Message = 'Failed'): never {
      if (message instanceof Error) throw message;
      throw new AssertionError({ message, actual: undefined, expected: undefined, operator: 'fail' });
    },
    throws(run: () => unknown, message?: Message): void {
      try {
        run();
      } catch {
        return;
      }
      check(false, message ?? 'Missing expected exception.', {
        actual: undefined,
        expected: undefined,
        operator: 'throws',
      });
    },
    async rejects(promise: Promise<unknown> | (() => Promise<unknown>), message?: Message): Promise<void> {
      const failed = await (typeof promise === 'function' ? promise() : promise).then(
        () => false,
        () => true,
      );
      const text = message ?? 'Missing expected rejection.';
      check(failed, text, { actual: undefined, expected: undefined, operator: 'rejects' });
    },
  };
  return { ...assert, ok: Object.assign(ok, assert), strict: Object.assign(ok, assert) };
}
