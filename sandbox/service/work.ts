import type { Micros } from '../trace/event.ts';
import type { JobPlan } from './jobs.ts';
import type { Timing } from './latency.ts';

/** A part of a stream: what it says is made when it is read. */
export interface StreamPart {
  /** Tokens computed when it is sent: −2 at once, −1 when work on it begins, 0 with the first token. */
  readonly after: number;
  /** The part as it goes over the wire. */
  bytes(): Uint8Array;
  readonly tokens?: number;
  text?(): string;
}

/** What the client will read. */
export type Answer =
  | { readonly kind: 'whole'; readonly contentType: string; bytes(): Uint8Array; json?(): string }
  | {
      readonly kind: 'stream';
      readonly parts: readonly StreamPart[];
      /** Times of a stream that goes on whether anyone reads it or not. */
      readonly schedule?: { readonly startedAt: Micros; readonly timing: Timing; readonly steps: number };
      /** The event that tells of an error after `sent` parts; default: the form of chat. */
      error?(sent: number): Uint8Array;
    };

/** What the prompt cache knows of a prompt. */
export interface CacheUse {
  readonly text: string;
  /** Prompt tokens that need not be computed again: known from admission on. */
  tokens: number;
}

/** How the time of an answer is computed (sandbox/service/latency.ts). */
export type Pace = 'generation' | 'embedding' | 'image' | 'management';

/** What an endpoint has decided to do for a request; when it happens is decided elsewhere. */
export interface Work {
  /** The path without version: `chat/completions`. */
  readonly endpoint: string;
  /** Model that is charged and limited; empty where no model works. */
  readonly model: string;
  readonly pace: Pace;
  readonly promptTokens: number;
  /** The prompt as the cache compares it; absent where nothing is cached. */
  readonly cache?: CacheUse;
  /** Tokens of the answer that are billed, those that were thought included. */
  readonly outputTokens: number;
  /** Decoding steps of what is seen: tokens of the longest of several answers, computed side by side. Default: outputTokens. */
  readonly steps?: number;
  /** What the model thinks before it answers: tokens, and decoding steps as above. Absent: nothing. */
  readonly thinking?: { readonly tokens: number; readonly steps: number };
  /** Tokens that count against the limit at admission. */
  readonly reservedTokens: number;
  readonly tier: ServiceTier;
  /** HTTP status; default 200. */
  readonly status?: number;
  readonly answer: Answer;
  /** Called when the request is admitted. */
  readonly onAdmitted?: () => void;
  /** Called when the end of the answer is certain. */
  readonly onPlanned?: (end: Micros) => void;
  /** Called when the answer is complete. */
  readonly onServed?: () => void;
  /** What goes on after the answer. */
  readonly job?: JobPlan;
}

export type ServiceTier = 'default' | 'flex' | 'priority';

/** Work that no model does: lists, lookups, uploads. Answers with JSON unless another content type is given. */
export function management(endpoint: string, bytes: () => Uint8Array, contentType = 'application/json'): Work {
  return {
    endpoint,
    model: '',
    pace: 'management',
    promptTokens: 0,
    outputTokens: 0,
    reservedTokens: 0,
    tier: 'default',
    answer: { kind: 'whole', contentType, bytes },
  };
}

/** The service tier that serves a request (`fast` is answered as `priority`). */
export function tierOf(tier: unknown): ServiceTier {
  if (tier === 'flex') return 'flex';
  return tier === 'fast' || tier === 'priority' ? 'priority' : 'default';
}
