import type { Micros } from '../clock/clock.ts';
import type { Outcome, TraceEvent } from '../trace/event.ts';
import type { LabFailure } from './lab-error.ts';
import type { RunOrder } from './protocol.ts';
import { createReckoning } from './reckoning.ts';

/** Where a run stands. Only the last three are final. */
export type RunState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'running' }
  /** `at`: the lab time that it had reached, as told from outside. */
  | { readonly kind: 'stopped'; readonly at: Micros }
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  | ({ readonly kind: 'machinery-failed' } & LabFailure);

export type RunEnd = Exclude<RunState, { kind: 'preparing' | 'running' }>;

/** What happens to a run, in this order: states and trace batches until a final state. */
export interface RunListener {
  onTrace?(events: readonly TraceEvent[]): void;
  onState?(state: RunState): void;
}

/** One execution, as the page sees it. */
export interface Run {
  readonly order: RunOrder;
  readonly state: RunState;
  /** Tells of everything from now on; returns the way to unsubscribe. */
  subscribe(listener: RunListener): () => void;
  /** Ends it at once, whatever it is doing. Does nothing after its end. */
  stop(): void;
  /** Settles with the final state; never rejects. */
  readonly ended: Promise<RunEnd>;
}

/** A run and the levers that move it. */
export interface RunControl {
  readonly run: Run;
  trace(events: readonly TraceEvent[]): void;
  running(): void;
  end(state: RunEnd): void;
}

export function isFinal(state: RunState): state is RunEnd {
  return state.kind !== 'preparing' && state.kind !== 'running';
}

/** A run that nothing moves yet. `onStop` is called before its state becomes `stopped`. */
export function createRun(order: RunOrder, onStop: () => void): RunControl {
  const listeners = new Set<RunListener>();
  let state: RunState = { kind: 'preparing' };
  const reckoning = createReckoning(order);
  let settle: (end: RunEnd) => void = () => {};
  const ended = new Promise<RunEnd>((resolve) => {
    settle = resolve;
  });

  const change = (next: RunState): void => {
    // A late message cannot roll a final state back.
    if (isFinal(state)) return;
    state = next;
    for (const listener of [...listeners]) listener.onState?.(next);
    if (!isFinal(next)) return;
    listeners.clear();
    settle(next);
  };

  return {
    run: {
      order,
      get state() {
        return state;
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      stop() {
        if (isFinal(state)) return;
        onStop();
        change({ kind: 'stopped', at: reckoning.now() });
      },
      ended,
    },
    trace(events) {
      if (isFinal(state)) return;
      reckoning.note(events);
      for (const listener of [...listeners]) listener.onTrace?.(events);
    },
    running: () => change({ kind: 'running' }),
    end: change,
  };
}
