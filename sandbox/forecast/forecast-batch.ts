import { Draw } from '../service/draw.ts';
import { batchDuration } from '../service/job-durations.ts';
import type { ForecastOrder } from './order.ts';
import { distributionOf, type Forecast } from './result.ts';

/** A batch takes at most this many requests (developers.openai.com/api/docs/guides/batch). */
export const BATCH_LIMIT = 50_000;
/** Batches whose durations are drawn; a single one would say little, because they differ by minutes and hours. */
const SAMPLES = 1_001;
/** Any constant: keeps these draws apart from all others of the same seed. */
const BATCH = 0x62617463;

/**
 * What to expect of the Batch API: the median over many batches that the service would run. Its own limits apply, so the
 * reader's requests and tokens per minute do not count. `latencyMs` tells how far batches differ.
 */
export function forecastBatch(order: ForecastOrder, costUsd: number | null): Forecast {
  const { conditions, workload } = order;
  const draw = new Draw(conditions.seed, BATCH, 0);
  const durations = Float64Array.from({ length: SAMPLES }, () => batchDuration(conditions.latency, draw) / 1_000);
  const latencyMs = distributionOf(durations);
  const totalMs = latencyMs?.p50 ?? 0;
  return {
    kind: 'forecast',
    mode: 'batch',
    calls: workload.calls,
    concurrency: workload.calls,
    totalMs,
    // One upload and one order for each batch.
    requests: 2 * Math.ceil(workload.calls / BATCH_LIMIT),
    retries: 0,
    rateLimited: 0,
    succeeded: workload.calls,
    failed: 0,
    throughputPerSecond: totalMs > 0 ? workload.calls / (totalMs / 1_000) : 0,
    latencyMs,
    timeToFirstTokenMs: null,
    meanInFlight: 0,
    costUsd,
  };
}
