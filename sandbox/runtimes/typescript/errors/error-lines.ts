import type { PassedLines } from './passed-lines.ts';
import { parseStack } from './stack.ts';

/** Where an error came from in the reader's program: the calls that were running, then those that waited for them. */
export interface ErrorLines {
  readonly running: readonly number[];
  readonly waiting: readonly number[];
}

/** Finds the reader's lines of an error, the same ones in every engine. */
export function createErrorLines(fileName: string, passed: PassedLines): (error: unknown) => ErrorLines {
  return (error) => {
    const stack = error instanceof Error ? parseStack(String(error.stack ?? '')) : [];
    const running: number[] = [];
    for (const frame of stack) {
      // V8 alone knows functions that wait: they are noted on the way instead.
      if (frame.file === fileName && !frame.async && running.at(-1) !== frame.line) running.push(frame.line);
    }
    const noted = passed.of(error);
    const waiting = noted.filter((line, index) => !(running.length > 0 && index === 0 && line === running.at(-1)));
    return { running, waiting };
  };
}
