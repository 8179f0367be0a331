import { inspect } from '../inspect/inspect.ts';
import { NODE_VERSION } from '../seams/process.ts';

export interface UncaughtPlace {
  readonly fileName: string;
  readonly source: string;
  readonly line?: number | undefined;
  readonly errorText: (error: Error) => string;
}

/** What Node writes to stderr before it ends because of an error: the line, the error, its version. */
export function uncaughtText(error: unknown, place: UncaughtPlace): string {
  const { fileName, line } = place;
  const source = line === undefined ? undefined : place.source.split('\n')[line - 1];
  const where = source === undefined ? '' : `${fileName}:${line}\n${source}\n\n`;
  const what = error instanceof Error ? inspect(error, { stackOf: place.errorText }) : `Uncaught:\n${inspect(error)}`;
  return `${where}${what}\n\nNode.js v${NODE_VERSION}\n`;
}
