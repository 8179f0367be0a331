import type { Curve } from '../../../sandbox/forecast/forecast.ts';
import { MODEL } from './calculator-question.ts';
import type { Numbers } from './numbers.ts';
import type { TakeAwayValues } from './take-away.ts';

/** A batch takes at most this many requests (developers.openai.com/api/docs/guides/batch). */
const BATCH_LIMIT = 50_000;

/**
 * The values for the program to take away. The timeout leaves the slowest answer in a hundred three times its time, and
 * never less than ten seconds: it is there for answers that never come, not for slow ones.
 */
export function takeAwayValues(numbers: Numbers, curve: Curve): TakeAwayValues {
  return {
    model: MODEL,
    calls: numbers.calls,
    maxTokens: numbers.outputTokens,
    concurrency: numbers.concurrency ?? curve.knee.concurrency,
    submissions: numbers.hasLimits ? 1 : (numbers.concurrency ?? curve.knee.concurrency),
    retries: Math.max(numbers.retries, curve.retries),
    timeoutSeconds: Math.max(10, Math.ceil((3 * curve.little.latencyP99Ms) / 1_000 / 5) * 5),
    pollSeconds: 60,
    batchSize: Math.min(BATCH_LIMIT, numbers.calls),
  };
}
