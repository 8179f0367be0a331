/** Counts tokens of texts. Synchronous, because the service is. */
export type CountTokens = (text: string) => number;

const PIECE = /\p{L}+|\p{N}{1,3}|[^\s\p{L}\p{N}]+|\s*[\r\n]+/gu;
/** Letters a token covers on average within a word (o200k, German and English prose). */
const LETTERS_PER_TOKEN = 5;

/**
 * The cheap default: words, digit groups and punctuation as the o200k tokenizer separates them, long words cut every few
 * letters. Close enough for prose; doors and lab may inject the exact counter (sandbox/service/tokens/o200k.ts).
 */
export function estimateTokens(text: string): number {
  let count = 0;
  for (const piece of text.match(PIECE) ?? []) count += Math.ceil(piece.length / (LETTERS_PER_TOKEN + 2));
  return count;
}
