import type { Emit, TraceEvent } from '../trace/event.ts';

/** Longest time in real milliseconds that an event waits in the worker while further ones arrive. */
export const BATCH_MS = 16;
/**
 * A batch is handed over at this size at the latest: the page reads one message in one go, and on a slow phone several
 * thousand events would hold up a click for a tenth of a second.
 */
const BATCH_EVENTS = 400;
/** So many prints per batch time go out at once; a flood of output is batched like everything else. */
const PROMPT_PRINTS = 8;

export interface TraceBatches {
  readonly emit: Emit;
  /** Hands over what is buffered: before the worker blocks, and at the end. */
  flush(): void;
}

/**
 * Buffers trace events and hands them over in batches. No timer could fire while the program computes, so time is looked at
 * when an event arrives: the first event after a pause goes out at once, and so do the first few prints, which may be the
 * last thing a program does before it loops for ever.
 */
export function traceBatches(post: (events: readonly TraceEvent[]) => void, realNow: () => number): TraceBatches {
  let events: TraceEvent[] = [];
  let flushedAt = Number.NEGATIVE_INFINITY;
  let prints = 0;
  let printsSince = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    flushedAt = realNow();
    if (events.length === 0) return;
    const batch = events;
    events = [];
    post(batch);
  };

  const isPromptPrint = (event: TraceEvent, now: number): boolean => {
    if (event.kind !== 'output') return false;
    if (now - printsSince >= BATCH_MS) {
      printsSince = now;
      prints = 0;
    }
    return ++prints <= PROMPT_PRINTS;
  };

  return {
    emit(event) {
      events.push(event);
      const now = realNow();
      if (now - flushedAt >= BATCH_MS || events.length >= BATCH_EVENTS || isPromptPrint(event, now)) flush();
    },
    flush,
  };
}
