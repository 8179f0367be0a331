/** Counts tokens and cuts texts into them. Synchronous, because the service is. */
export interface Tokenizer {
  /** Number of tokens of a text. */
  count(text: string): number;
  /** The text as its tokens; joined they are the text again. */
  split(text: string): readonly string[];
}

const PIECE = / ?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?=\S)|\s+/gu;
/** Letters that a token covers at most in the estimate; o200k averages about this within German words. */
const LETTERS_PER_TOKEN = 6;

function splitRoughly(text: string): readonly string[] {
  const tokens: string[] = [];
  for (const piece of text.match(PIECE) ?? []) {
    if (piece.length <= LETTERS_PER_TOKEN + 1) tokens.push(piece);
    else for (let i = 0; i < piece.length; i += LETTERS_PER_TOKEN) tokens.push(piece.slice(i, i + LETTERS_PER_TOKEN));
  }
  return tokens;
}

/**
 * The cheap default: words, digit groups and punctuation as the o200k tokenizer separates them, long words cut every few
 * letters. Needs no tables and is the same everywhere; doors and lab may inject the exact one (tokens/o200k.ts).
 */
export const roughTokenizer: Tokenizer = {
  count: (text) => splitRoughly(text).length,
  split: splitRoughly,
};

/** Texts remembered per generation; two generations are kept. */
const GENERATION = 4_096;
/** Longer texts are treated anew each time: remembering them would cost more memory than it saves time. */
const LONGEST_REMEMBERED = 2_000;

/** The same tokenizer, which remembers what it met last (most texts come again and again). */
export function remembering(tokenizer: Tokenizer): Tokenizer {
  const split = remember((text) => tokenizer.split(text));
  const count = remember((text) => tokenizer.count(text));
  return { count, split };
}

function remember<T>(compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return compute(text);
    const known = young.get(text);
    if (known !== undefined) return known;
    const value = old.get(text) ?? compute(text);
    young.set(text, value);
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    return value;
  };
}
