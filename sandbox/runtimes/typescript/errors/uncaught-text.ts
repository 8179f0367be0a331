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
  return `${where}${valueText(error, place.errorText)}\n\nNode.js v${NODE_VERSION}\n`;
}

function valueText(value: unknown, stackOf: (error: Error) => string): string {
  if (value instanceof Error) return unbracketed(inspect(value, { stackOf }), stackOf(value));
  if (typeof value === 'function' || (typeof value === 'object' && value !== null)) return inspect(value, { stackOf });
  const text = typeof value === 'symbol' ? '' : String(value);
  return `${text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
}

/** An error without lines stands in brackets only where it is a value among others. */
function unbracketed(text: string, head: string): string {
  return text.startsWith(`[${head}]`) ? head + text.slice(head.length + 2) : text;
}
