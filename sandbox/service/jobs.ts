import type { Micros } from '../trace/event.ts';

/** A long-running thing, a pure function of its creation and now. */
export interface JobPlan {
  readonly id: string;
  readonly type: 'batch' | 'background';
  /** What is expected to happen, in order. */
  readonly steps: readonly { readonly at: Micros; readonly status: string }[];
  /** What really is at a moment: a cancelled job skips its later steps. */
  statusAt(at: Micros): string;
  /** The webhook event a status causes, and the object it names; null: none. */
  webhookOf(status: string): string | null;
}
