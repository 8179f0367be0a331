import type { Emit, TraceEvent } from '../trace/event.ts';

/** Characters of output that are kept; further ones are counted. */
export const OUTPUT_LIMIT = 1_000_000;

/** So many characters at the end of stderr are kept in any case: the traceback is the last thing that a program says. */
export const STDERR_TAIL = 20_000;

/**
 * Passes events on, keeps the first million characters of output and counts the rest in `output-dropped` events. The end
 * of stderr comes before the program's end, whatever was dropped in front of it.
 */
export function limitOutput(emit: Emit, limit = OUTPUT_LIMIT, tailLimit = STDERR_TAIL): Emit {
  const tail = tailOf(tailLimit);
  let left = limit;
  let dropped = 0;

  const print = (event: Extract<TraceEvent, { kind: 'output' }>): void => {
    const kept = event.text.length <= left ? event.text : wholeCharacters(event.text, left);
    left -= kept.length;
    if (kept !== '') emit({ ...event, text: kept });
    const lost = event.text.length - kept.length;
    if (lost === 0) return;
    left = 0;
    dropped += lost;
    if (event.stream === 'stderr') tail.add(event.text.slice(kept.length));
    if (dropped === lost) emit({ kind: 'output-dropped', at: event.at, characters: dropped });
  };

  const finish = (at: number): void => {
    const text = tail.take();
    emit({ kind: 'output-dropped', at, characters: dropped - text.length });
    if (text !== '') emit({ kind: 'output', at, stream: 'stderr', text });
  };

  return (event) => {
    if (event.kind === 'output') print(event);
    else {
      if (event.kind === 'run-ended' && dropped > 0) finish(event.at);
      emit(event);
    }
  };
}

/** Collects text and gives its end: at most `limit` characters, from the beginning of a line on where something is cut off. */
function tailOf(limit: number): { add(text: string): void; take(): string } {
  let kept = '';
  let isCut = false;
  const cut = (): void => {
    isCut ||= kept.length > limit;
    kept = kept.slice(-limit);
  };
  return {
    add(text) {
      kept += text;
      if (kept.length > 2 * limit) cut();
    },
    take() {
      cut();
      return isCut ? kept.slice(kept.indexOf('\n') + 1) : kept;
    },
  };
}

/** The first `length` UTF-16 units without half a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): string {
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length);
}
