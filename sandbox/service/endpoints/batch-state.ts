import type { Micros } from '../../trace/event.ts';
import type { Call } from '../endpoint.ts';
import type { JsonObject } from '../incoming.ts';
import type { BatchRun } from './batch-run.ts';

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'cancelling'
  | 'cancelled';

/** What is wrong with an input file. */
export interface BatchError {
  readonly code: string;
  readonly line: number | null;
  readonly message: string;
  readonly param: string | null;
}

/** When a batch passes from one status to the next; all known at its creation. */
export interface BatchTimeline {
  readonly createdAt: Micros;
  readonly validatedAt: Micros;
  readonly processedAt: Micros;
  readonly completedAt: Micros;
}

/** A batch: a pure function of its creation, its cancellation and now. */
export interface StoredBatch {
  readonly id: string;
  readonly endpoint: string;
  readonly inputFileId: string;
  readonly metadata: JsonObject | null;
  readonly timeline: BatchTimeline;
  readonly errors: readonly BatchError[];
  readonly run: BatchRun;
  cancelled: { readonly at: Micros; readonly doneAt: Micros } | null;
  /** Ids of the result files, once they exist. */
  files: { readonly output: string | null; readonly error: string | null } | null;
}

/** The status at a moment. */
export function batchStatusAt(batch: StoredBatch, at: Micros): BatchStatus {
  const { timeline, cancelled } = batch;
  if (cancelled !== null && at >= cancelled.at) return at < cancelled.doneAt ? 'cancelling' : 'cancelled';
  if (at < timeline.validatedAt) return 'validating';
  if (batch.errors.length > 0) return 'failed';
  if (at < timeline.processedAt) return 'in_progress';
  return at < timeline.completedAt ? 'finalizing' : 'completed';
}

/** Whether nothing changes any more. */
export function isFinal(status: string): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/** How many requests of the batch are done at a moment. */
export function doneAt(batch: StoredBatch, at: Micros): number {
  const { validatedAt, processedAt } = batch.timeline;
  const until = batch.cancelled === null ? at : Math.min(at, batch.cancelled.at);
  if (batch.errors.length > 0 || until < validatedAt) return 0;
  if (until >= processedAt) return batch.run.total;
  return Math.floor((batch.run.total * (until - validatedAt)) / (processedAt - validatedAt));
}

/** The batch as the API shows it. */
export function batchObject(batch: StoredBatch, call: Pick<Call, 'at' | 'unixAt'>): object {
  const { at } = call;
  const { timeline, cancelled, errors, run, files } = batch;
  const status = batchStatusAt(batch, at);
  const reached = (moment: Micros, applies = true): number | null =>
    applies && at >= moment ? call.unixAt(moment) : null;
  const goesOn = cancelled === null && errors.length === 0;
  const done = doneAt(batch, at);
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    errors: status === 'failed' ? { object: 'list', data: errors } : null,
    input_file_id: batch.inputFileId,
    completion_window: '24h',
    status,
    output_file_id: files?.output ?? null,
    error_file_id: files?.error ?? null,
    created_at: call.unixAt(timeline.createdAt),
    in_progress_at: reached(
      timeline.validatedAt,
      errors.length === 0 && (cancelled === null || cancelled.at > timeline.validatedAt),
    ),
    expires_at: call.unixAt(timeline.createdAt) + 24 * 3_600,
    finalizing_at: reached(timeline.processedAt, goesOn),
    completed_at: reached(timeline.completedAt, goesOn),
    failed_at: reached(timeline.validatedAt, errors.length > 0 && cancelled === null),
    expired_at: null,
    cancelling_at: cancelled === null ? null : reached(cancelled.at),
    cancelled_at: cancelled === null ? null : reached(cancelled.doneAt),
    request_counts: status === 'validating' ? { total: 0, completed: 0, failed: 0 } : run.counts(done),
    ...(isFinal(status) && errors.length === 0 ? { usage: run.usage(done) } : {}),
    metadata: batch.metadata,
  };
}
