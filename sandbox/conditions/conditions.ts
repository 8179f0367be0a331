import { z } from 'zod';
import { durationMs, type Latency, latencyProfiles, latencySchema } from './latency.ts';

const faultKinds = [
  'refused',
  'reset',
  'cut',
  'stalled',
  'malformed',
  'in-stream-error',
  'slow-start',
  'status',
] as const;

/** One fault: its kind, and a rate per request (seeded) or the numbers of the requests it hits (from 1), or both. */
export const faultSchema = z
  .strictObject({
    kind: z.enum(faultKinds),
    /** Share of requests from 0 to 1. */
    rate: z.number().min(0).max(1).optional(),
    /** Numbers of the requests that are hit, counted per distinct request from 1. */
    requests: z.array(z.int().min(1)).optional(),
    /** HTTP status for `status`. */
    status: z.int().min(400).max(599).optional(),
    /** Milliseconds that a `status` tells the client to wait (`retry-after`); a 429 tells 1,000 by itself, others none. */
    retryAfterMs: durationMs.optional(),
    /** Delay in milliseconds for `slow-start`. */
    delayMs: durationMs.optional(),
  })
  .refine(({ rate, requests }) => rate !== undefined || requests !== undefined, {
    message: 'rate oder requests fehlt: So träfe die Störung nie',
  });

/** The service's and network's settings for a run. */
export const conditionsSchema = z.strictObject({
  /** Name of the preset these conditions come from; `eigene` after changes. */
  name: z.string().min(1),
  /** One number from which latency, content, ids and faults are drawn. */
  seed: z.int().min(0).max(0xffff_ffff),
  /** Which API surface answers: OpenAI's, or Azure's classic deployments. */
  dialect: z.enum(['openai', 'azure']),
  /** Wall-clock time at lab time 0 (UTC). Models that were shut down by then answer 404. */
  labDate: z.iso.datetime(),
  latency: latencySchema,
  /** Requests served at the same time; further ones queue. Service times grow linearly up to `slowdown` when all are busy. */
  load: z.strictObject({ slots: z.int().min(1), slowdown: z.number().min(1).max(1_000) }),
  /** Requests and tokens per minute, per model, refilled continuously; null: no limits. */
  limits: z
    .strictObject({ requestsPerMinute: z.number().min(0.001), tokensPerMinute: z.number().min(0.001) })
    .nullable(),
  /** Every request is answered with the 429 that no retry helps. */
  quotaExhausted: z.boolean(),
  faults: z.array(faultSchema),
  /** Milliseconds for one round trip; each TLS handshake costs one more when `tls` is true. */
  network: z.strictObject({ roundTripMs: z.number().min(0).max(60_000), tls: z.boolean() }),
});

export type Conditions = z.infer<typeof conditionsSchema>;
export type Fault = z.infer<typeof faultSchema>;
export type { Latency };

const base: Conditions = {
  name: 'artikel',
  seed: 1,
  dialect: 'openai',
  labDate: '2026-11-02T09:00:00Z',
  latency: { kind: 'total', minMs: 2_000, maxMs: 5_000 },
  load: { slots: 10_000, slowdown: 1 },
  limits: null,
  quotaExhausted: false,
  faults: [],
  network: { roundTripMs: 20, tls: true },
};

/** Named conditions, used by all doors and by the site. */
export const presets = {
  /** 2–5 s per call, as the article assumes; no limit below 1,000 calls at once. */
  artikel: base,
  'rate-limit': {
    ...base,
    name: 'rate-limit',
    latency: latencyProfiles.schnell,
    limits: { requestsPerMinute: 60, tokensPerMinute: 40_000 },
  },
  stoerung: {
    ...base,
    name: 'stoerung',
    latency: latencyProfiles.mittel,
    faults: [
      { kind: 'status', status: 503, rate: 0.1 },
      { kind: 'reset', rate: 0.03 },
      { kind: 'cut', rate: 0.02 },
    ],
  },
  azure: {
    ...base,
    name: 'azure',
    dialect: 'azure',
    latency: latencyProfiles.mittel,
    limits: { requestsPerMinute: 300, tokensPerMinute: 50_000 },
    network: { roundTripMs: 15, tls: true },
  },
  nacht: {
    ...base,
    name: 'nacht',
    labDate: '2026-11-02T23:00:00Z',
    latency: latencyProfiles.mittel,
    limits: { requestsPerMinute: 3_000, tokensPerMinute: 1_000_000 },
  },
  /** No latency, no limits: for tests of one's own code. */
  sofort: {
    ...base,
    name: 'sofort',
    latency: { kind: 'total', minMs: 0, maxMs: 0 },
    network: { roundTripMs: 0, tls: false },
  },
} as const satisfies Record<string, Conditions>;

export type PresetName = keyof typeof presets;
