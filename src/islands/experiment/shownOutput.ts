import type { OutputStream } from '../../../sandbox/trace/event.ts';
import type { OutputPart } from './execution.ts';
import { terminalText } from './terminalText.ts';

/** What of a program's output is shown at once; the rest is counted, and what the lab kept of it can be exported. */
export interface ShownOutput {
  /** The beginning; what follows one another on the same stream is one part, so that a thousand prints are few. */
  readonly parts: readonly Pick<OutputPart, 'stream' | 'text'>[];
  /** So many characters follow that are not shown … */
  readonly hidden: number;
  /** … and then these; empty where the end itself was not kept. */
  readonly end: string;
}

/** Characters that are shown of the beginning, and of the end. */
const SHOWN = 8_000;
const SHOWN_OF_END = 1_000;

/** The beginning and the end of `output`, of which the program printed `length` characters in all. */
export function shownOutput(output: readonly OutputPart[], length: number): ShownOutput {
  const parts = beginningOf(output);
  const shown = parts.reduce((sum, part) => sum + part.text.length, 0);
  const kept = output.reduce((sum, { text }) => sum + text.length, 0);
  const end = kept < length ? '' : endOf(output, kept - shown);
  return {
    parts: parts.map(({ stream, text }) => ({ stream, text: terminalText(text) })),
    hidden: length - shown - end.length,
    end: terminalText(end),
  };
}

function beginningOf(output: readonly OutputPart[]): ShownOutput['parts'] {
  const parts: { stream: OutputStream; text: string }[] = [];
  let left = SHOWN;
  for (const { stream, text } of output) {
    if (left === 0) break;
    const shown = text.slice(0, left);
    left -= shown.length;
    const last = parts.at(-1);
    if (last?.stream === stream) last.text += shown;
    else parts.push({ stream, text: shown });
  }
  return parts;
}

/** The last characters, as far as the beginning leaves so many. */
function endOf(output: readonly OutputPart[], left: number): string {
  const most = Math.min(SHOWN_OF_END, left);
  let end = '';
  for (let index = output.length - 1; index >= 0 && end.length < most; index -= 1)
    end = `${output[index]?.text ?? ''}${end}`;
  return most === 0 ? '' : end.slice(-most);
}
