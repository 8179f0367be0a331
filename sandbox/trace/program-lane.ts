import type { TraceEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import type { ProgramSpan } from './spans.ts';

/** The main thread's lane: what is not waiting is computing. */
export function programLane(): { readonly spans: readonly ProgramSpan[]; take(event: TraceEvent): void } {
  const spans: Mutable<ProgramSpan>[] = [];

  /** Ends the computing that is under way; a stretch of no length disappears. */
  const endComputing = (at: number): void => {
    const last = spans.at(-1);
    if (last?.to !== null) return;
    if (at > last.from) last.to = at;
    else spans.pop();
  };

  const wait = (event: Extract<TraceEvent, { kind: 'waited' }>): void => {
    const open = spans.at(-1);
    const from = Math.max(event.at, open?.from ?? event.at);
    if (event.until <= from) return;
    endComputing(from);
    const before = spans.at(-1);
    const state = event.reason === 'free' ? 'free' : 'blocked';
    if (before?.to === from && before.reason === event.reason && before.line === event.line) before.to = event.until;
    else {
      const line = event.line === undefined ? {} : { line: event.line };
      spans.push({ state, from, to: event.until, reason: event.reason, ...line });
    }
    spans.push({ state: 'computing', from: event.until, to: null });
  };

  return {
    spans,
    take(event) {
      if (event.kind === 'run-started') spans.push({ state: 'computing', from: event.at, to: null });
      else if (event.kind === 'waited' && event.thread === undefined) wait(event);
      else if (event.kind === 'run-ended') endComputing(event.at);
    },
  };
}
