import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { seconds } from '../../strings/numbers.ts';

/** What a table shows of a run: its whole time, or the time to the first token. */
export type MeasuredKind = 'total' | 'first-token';

/** The measured value for a table cell, in words; a run without any success shows its status instead of a time. */
export function measuredValue(measurement: Measurement, kind: MeasuredKind): string {
  const statuses = Object.keys(measurement.statuses);
  if (measurement.succeeded === 0 && statuses.length > 0) return `Status ${statuses.join(', ')}`;
  if (kind === 'total') return seconds(measurement.totalMs);
  return measurement.timeToFirstTokenMs === null ? '–' : seconds(measurement.timeToFirstTokenMs.p50);
}
