import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { Outcome } from '../../../sandbox/trace/event.ts';
import type { Execution } from './execution.ts';
import type { Language } from './experimentData.ts';
import type { LiveClock } from './liveClock.ts';

/** What stands in one program's place; a run of the reader's own with the order it was started with. */
export type PaneState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'recorded'; readonly execution: Execution }
  | {
      readonly kind: 'running';
      readonly order: RunOrder;
      readonly execution: Execution;
      readonly clock: LiveClock | null;
    }
  | { readonly kind: 'ended'; readonly order: RunOrder; readonly execution: Execution; readonly outcome: Outcome }
  /**
   * `computedFrom`: the lab time in microseconds from which on it computed, where no waiting lasts (Sofort); null where it
   * may have waited.
   */
  | {
      readonly kind: 'stopped';
      readonly order: RunOrder;
      readonly execution: Execution;
      readonly computedFrom: number | null;
    };

/** What the machinery does. Asking and loading know their bytes, a failure its step and its remedy. */
export type MachineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly bytes: number }
  | { readonly kind: 'loading'; readonly step: string; readonly loaded: number; readonly total: number | null }
  | { readonly kind: 'running'; readonly languages: ReadonlySet<Language> }
  | { readonly kind: 'failed'; readonly step: string; readonly message: string };

/** What the run in a pane was started with; null where no run of the reader's own stands in it. */
export function orderIn(state: PaneState | undefined): RunOrder | null {
  return state !== undefined && 'order' in state ? state.order : null;
}

/** The execution shown in a pane, if any. */
export function executionIn(state: PaneState): Execution | null {
  return state.kind === 'empty' ? null : state.execution;
}

/** Closes a switch over a union: a new member fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`Failed to handle a state: unknown member ${JSON.stringify(value)}. Add it to the switch.`);
}
