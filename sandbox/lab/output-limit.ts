import type { Emit, TraceEvent } from '../trace/event.ts';

/** Characters of output that are kept; further ones are counted. */
export const OUTPUT_LIMIT = 1_000_000;

/** Passes events on, keeps the first million characters of output and counts the rest in `output-dropped` events. */
export function limitOutput(emit: Emit, limit = OUTPUT_LIMIT): Emit {
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
    if (dropped === lost) emit({ kind: 'output-dropped', at: event.at, characters: dropped });
  };

  return (event) => {
    if (event.kind === 'output') print(event);
    else {
      if (event.kind === 'run-ended' && dropped > 0)
        emit({ kind: 'output-dropped', at: event.at, characters: dropped });
      emit(event);
    }
  };
}

/** The first `length` UTF-16 units without half a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): string {
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length);
}
