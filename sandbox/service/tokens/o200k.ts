import type { Tokenizer } from './tokenizer.ts';

/** Loads the exact tokenizer of today's models (o200k, about 1 MB compressed); once, on first call. */
export async function loadO200k(): Promise<Tokenizer> {
  const { countTokens, decode, encode } = await import('gpt-tokenizer/encoding/o200k_base');
  const plain = { disallowedSpecial: new Set<string>() };
  return {
    count: (text) => countTokens(text, plain),
    split(text) {
      // A character may span several tokens: those are kept together, so that each piece is whole UTF-8.
      const pieces: string[] = [];
      let open: number[] = [];
      for (const token of encode(text, plain)) {
        open.push(token);
        const piece = decode(open);
        if (piece.includes('\uFFFD')) continue;
        pieces.push(piece);
        open = [];
      }
      return pieces;
    },
  };
}
