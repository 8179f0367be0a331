import type { Micros } from '../trace/event.ts';

// Rules: developers.openai.com/api/docs/guides/prompt-caching. Exact prefix, from 1,024 tokens, in steps of 128.
const MINIMUM_TOKENS = 1_024;
const STEP_TOKENS = 128;
/** Cached prefixes fall out after some minutes without use. */
const RETENTION: Micros = 10 * 60_000_000;
/** Prefixes are compared in blocks of this many characters. */
const BLOCK_CHARACTERS = 128;
/** Prefix blocks remembered per generation; two generations are kept. */
const GENERATION = 65_536;

/** Remembers the prefixes of long prompts, so that repeated ones start sooner and cost less. */
export class PromptCache {
  #young = new Map<string, Micros>();
  #old = new Map<string, Micros>();

  /**
   * Cached tokens of a prompt at `at`, whose prefix is remembered from then on. The share of characters that matches
   * stands for the share of tokens.
   */
  look(model: string, prompt: string, promptTokens: number, at: Micros): number {
    if (promptTokens < MINIMUM_TOKENS) return 0;
    let matched = 0;
    let isPrefix = true;
    let one = 0x811c9dc5;
    let other = 0x9747b28c;
    for (let i = 0; i < prompt.length; i++) {
      const code = prompt.charCodeAt(i);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ code, 0x5bd1e995) ^ (other >>> 15);
      if ((i + 1) % BLOCK_CHARACTERS !== 0) continue;
      const key = `${model}/${one}/${other}`;
      const seen = this.#young.get(key) ?? this.#old.get(key);
      isPrefix &&= seen !== undefined && at - seen <= RETENTION;
      if (isPrefix) matched = i + 1;
      this.#remember(key, at);
    }
    const tokens = Math.floor((promptTokens * matched) / prompt.length / STEP_TOKENS) * STEP_TOKENS;
    return tokens < MINIMUM_TOKENS ? 0 : Math.min(tokens, promptTokens - 1);
  }

  #remember(key: string, at: Micros): void {
    this.#young.set(key, at);
    if (this.#young.size < GENERATION) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
