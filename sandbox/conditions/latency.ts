import { z } from 'zod';

/**
 * How long an answer takes.
 * - `total`: the whole answer, uniformly between two bounds, in milliseconds.
 * - `tokens`: time to first token plus inter-token latency (FACTS: TTFT = overhead + (prompt − cached) · prefill;
 *   decode = (output − 1) · ITL; spread with a standard deviation as share of the mean, clamped to ±70 %).
 */
export const latencySchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('total'), minMs: z.number().min(0), maxMs: z.number().min(0) })
    .refine(({ minMs, maxMs }) => minMs <= maxMs, { message: 'minMs must not be greater than maxMs', path: ['minMs'] }),
  z.strictObject({
    kind: z.literal('tokens'),
    /** Milliseconds until the first token of a short prompt. */
    overheadMs: z.number().min(0),
    /** Milliseconds per uncached prompt token. */
    prefillMsPerToken: z.number().min(0),
    tokensPerSecond: z.number().positive(),
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
