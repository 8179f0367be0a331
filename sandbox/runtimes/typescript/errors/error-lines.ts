import type { PassedLines } from './passed-lines.ts';
import { parseStack } from './stack.ts';

/** Where an error came from in the reader's program: the calls that were running, then those that waited for them. */
export interface ErrorLines {
  readonly running: readonly number[];
  readonly waiting: readonly number[];
}

/**
 * Finds the reader's lines of an error, the same ones in every engine. `isProgram` knows the program by the name that a stack
 * gives it: its file name, or in WebKit, which does not heed `sourceURL` in modules, the URL it was imported from.
 */
export function createErrorLines(
  isProgram: (file: string) => boolean,
  passed: PassedLines,
): (error: unknown) => ErrorLines {
  return (error) => {
    const stack = error instanceof Error ? parseStack(String(error.stack ?? '')) : [];
    const running: number[] = [];
    for (const frame of stack) {
      // V8 alone knows functions that wait: they are noted on the way instead.
      if (isProgram(frame.file) && !frame.async && running.at(-1) !== frame.line) running.push(frame.line);
    }
    const noted = passed.of(error);
    const waiting = noted.filter((line, index) => !(running.length > 0 && index === 0 && line === running.at(-1)));
    return { running, waiting };
  };
}
