/** A part of a stream: what it says is made when it is read. */
export interface StreamPart {
  /** Tokens computed when it is sent: −1 at acceptance (before the first token), 0 with the first token. */
  readonly after: number;
  /** The part as it goes over the wire. */
  bytes(): Uint8Array;
  readonly tokens?: number;
  text?(): string;
}

/** What the client will read. */
export type Answer =
  | { readonly kind: 'whole'; readonly contentType: string; bytes(): Uint8Array }
  | { readonly kind: 'stream'; readonly parts: readonly StreamPart[]; error?(): Uint8Array };

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
  /** Tokens of the answer that are billed. */
  readonly outputTokens: number;
  /** Decoding steps: tokens of the longest of several answers, which are computed side by side. Default: outputTokens. */
  readonly steps?: number;
  /** Tokens that count against the limit at admission. */
  readonly reservedTokens: number;
  readonly tier: ServiceTier;
  /** HTTP status; default 200. */
  readonly status?: number;
  readonly answer: Answer;
  /** Called once when the answer is complete at that moment; stored objects appear only then. */
  readonly onServed?: () => void;
}

export type ServiceTier = 'default' | 'flex' | 'priority';

/** Work that no model does: lists, lookups, uploads. */
export function management(endpoint: string, answer: Answer): Work {
  return {
    endpoint,
    model: '',
    pace: 'management',
    promptTokens: 0,
    outputTokens: 0,
    reservedTokens: 0,
    tier: 'default',
    answer,
  };
}

/** The service tier that serves a request (`fast` is answered as `priority`). */
export function tierOf(tier: unknown): ServiceTier {
  if (tier === 'flex') return 'flex';
  return tier === 'fast' || tier === 'priority' ? 'priority' : 'default';
}
