import type { ProgramError } from '../../../trace/event.ts';
import { inspect } from '../inspect/inspect.ts';
import { errorType } from './error-text.ts';
import { type Failure, findHint } from './hints.ts';

/** What went wrong in a program, with the reader's line and, for the commonest mistakes, a hint. */
export function describeError(
  error: unknown,
  line: number | undefined,
  where: Omit<Failure, 'type' | 'message' | 'line' | 'cause'>,
): ProgramError {
  const type =
    error instanceof Error ? errorType(error) : where.origin === 'rejection' ? 'UnhandledPromiseRejection' : 'Uncaught';
  const message = error instanceof Error ? error.message : inspect(error);
  return withHint({ type, message, ...(line === undefined ? {} : { line }) }, { ...where, cause: causeCode(error) });
}

/** Adds the hint for the commonest mistakes. */
export function withHint(error: ProgramError, where: Omit<Failure, 'type' | 'message' | 'line'>): ProgramError {
  const hint = findHint({ ...where, type: error.type, message: error.message, line: error.line });
  return hint === undefined ? error : { ...error, hint };
}

function causeCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string') return code;
    current = current.cause;
  }
  return undefined;
}
