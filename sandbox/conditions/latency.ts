import { z } from 'zod';

/** Milliseconds, at most a day. */
export const durationMs = z.number().min(0).max(86_400_000);

/**
 * How long an answer takes.
 * - `total`: the whole answer, uniformly between two bounds, in milliseconds.
 * - `tokens`: time to first token plus inter-token latency (FACTS: TTFT = overhead + (prompt − cached) · prefill;
 *   decode = (output − 1) · ITL; spread with a standard deviation as share of the mean, clamped to ±70 %).
 */
export const latencySchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('total'), minMs: durationMs, maxMs: durationMs })
    .refine(({ minMs, maxMs }) => minMs <= maxMs, {
      message: 'minMs darf nicht größer als maxMs sein',
      path: ['minMs'],
    }),
  z.strictObject({
    kind: z.literal('tokens'),
    /** Milliseconds until the first token of a short prompt. */
    overheadMs: durationMs,
    /** Milliseconds per uncached prompt token. */
    prefillMsPerToken: z.number().min(0).max(10_000),
    tokensPerSecond: z.number().min(0.001),
    /** Standard deviation as share of the mean, at most 0.3. */
    spread: z.number().min(0).max(0.3),
  }),
]);

export type Latency = z.infer<typeof latencySchema>;

/** Named latency profiles (published figures of autumn 2026; for gpt-6-luna none was found, so these are choices). */
export const latencyProfiles = {
  schnell: { kind: 'tokens', overheadMs: 400, prefillMsPerToken: 0.05, tokensPerSecond: 80, spread: 0.2 },
  mittel: { kind: 'tokens', overheadMs: 900, prefillMsPerToken: 0.1, tokensPerSecond: 50, spread: 0.2 },
  langsam: { kind: 'tokens', overheadMs: 5_000, prefillMsPerToken: 0.2, tokensPerSecond: 60, spread: 0.3 },
} as const satisfies Record<string, Latency>;
