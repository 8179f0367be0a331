import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { Outcome, TraceEvent } from '../../../sandbox/trace/event.ts';

/** How a run came to its end, as the page sees it. */
export type RunResult =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** `at`: microseconds of lab time that had passed. */
  | { readonly kind: 'stopped'; readonly at: number }
  | { readonly kind: 'failed'; readonly step: string; readonly message: string };

/** A run under way. */
export interface RunHandle {
  readonly result: Promise<RunResult>;
  /** Ends the run at once, whatever the program does. */
  stop(): void;
}

/** The laboratory could not be made ready. `step` says where, the message what the reader can do. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
  readonly step: string;
  constructor(step: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.step = step;
  }
}

/** How far the loading of the machinery is. */
export type OnProgress = (step: string, loaded: number, total: number | null) => void;

/** What executes programs: the laboratory's client, or a stand-in in tests. */
export interface Laboratory {
  /** Loads what a language needs; at once where it is already there. Throws NotReadyError. */
  prepare(language: RunOrder['runtime'], onProgress: OnProgress): Promise<void>;
  /** Gives up what `prepare` still loads; the next one begins anew. Where all is there nothing happens. */
  abandon(language: RunOrder['runtime']): void;
  /** Bytes that `prepare` will fetch; 0 where there is nothing worth a question. */
  downloadSize(language: RunOrder['runtime']): Promise<number>;
  start(order: RunOrder, onTrace: (events: readonly TraceEvent[]) => void): RunHandle;
}
