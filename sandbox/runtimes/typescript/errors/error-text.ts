import { isNodeError } from '../seams/node-error.ts';
import type { ErrorLines } from './error-lines.ts';

/** The class of an error as a reader knows it: `RateLimitError` also where the library left `name` at `Error`. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const className = error.constructor?.name;
  const hasOwnName =
    error.name !== 'Error' || className === undefined || className === '' || className === 'DOMException';
  return hasOwnName ? error.name : className;
}

/** The class as it stands before the message: with Node's code, or with what kind of exception of the platform it is. */
function nameText(error: Error): string {
  if (error.constructor?.name === 'DOMException') return `DOMException [${error.name}]`;
  return isNodeError(error) ? `${errorType(error)} [${error.code}]` : errorType(error);
}

/** Writes errors as Node does, in every engine alike: class, message, and the stack's lines in the reader's file. */
export function createErrorText(fileName: string, linesOf: (error: unknown) => ErrorLines): (error: Error) => string {
  return (error) => {
    const head = `${nameText(error)}${error.message ? `: ${error.message}` : ''}`;
    const { running, waiting } = linesOf(error);
    return [
      head,
      ...running.map((line) => `    at ${fileName}:${line}`),
      ...waiting.map((line) => `    at async ${fileName}:${line}`),
    ].join('\n');
  };
}
