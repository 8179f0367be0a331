import type { Micros } from '../trace/event.ts';

/** What a job is billed for. The cost is absent where a price is unknown. */
export interface JobBill {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costUsd?: number;
}

/** A long-running thing, a pure function of its creation and now. */
export interface JobPlan {
  readonly id: string;
  readonly type: 'batch' | 'background';
  /** What is expected to happen, in order. */
  readonly steps: readonly { readonly at: Micros; readonly status: string }[];
  /** What really is at a moment: a cancelled job skips its later steps. */
  statusAt(at: Micros): string;
  /** The webhook event a status causes; null: none. */
  webhookOf(status: string): string | null;
  /** What is billed when the status is reached; null: nothing. */
  billedAt(status: string): JobBill | null;
}
