import { parseStack } from './stack.ts';

/** The class of an error as a reader knows it: `RateLimitError` also where the library left `name` at `Error`. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const className = error.constructor?.name;
  const hasOwnName =
    error.name !== 'Error' || className === undefined || className === '' || className === 'DOMException';
  return hasOwnName ? error.name : className;
}

/** Writes errors as Node does, in every engine alike: class, message, and the stack's lines in the reader's file. */
export function createErrorText(fileName: string): (error: Error) => string {
  return (error) => {
    const code: unknown = Reflect.get(error, 'code');
    const suffix = typeof code === 'string' && code.startsWith('ERR_') ? ` [${code}]` : '';
    const head = `${errorType(error)}${suffix}${error.message ? `: ${error.message}` : ''}`;
    const lines: number[] = [];
    for (const frame of parseStack(String(error.stack ?? ''))) {
      if (frame.file === fileName && lines.at(-1) !== frame.line) lines.push(frame.line);
    }
    return [head, ...lines.map((line) => `    at ${fileName}:${line}`)].join('\n');
  };
}
