import { piecesOf } from './pieces.ts';
import { shippedWords } from './shipped-words.ts';

/** Counts tokens and cuts texts into them. Synchronous, because the service is. */
export interface Tokenizer {
  /** Number of tokens of a text. */
  count(text: string): number;
  /** The text as its tokens; joined they are the text again. */
  split(text: string): readonly string[];
}

/** Words of the shipped prompts and answers with their tokens. A space is written as `␣`, tokens are parted by `|`. */
function readShippedWords(): ReadonlyMap<string, readonly string[]> {
  const words = shippedWords.trim().split(/\s+/u);
  return new Map(
    words.map((word) => {
      const tokens = word.replaceAll('␣', ' ').split('|');
      return [tokens.join(''), tokens] as const;
    }),
  );
}

/** Read with the first text: a program that asks nothing starts sooner. */
let known: ReadonlyMap<string, readonly string[]> | undefined;

/** Characters that one token covers on average in an unknown German word, its leading space not counted. */
const CHARACTERS_PER_TOKEN = 4.6;

function tokensOfPiece(piece: string): readonly string[] {
  known ??= readShippedWords();
  const tokens = known.get(piece);
  if (tokens !== undefined) return tokens;
  // Digits, punctuation and white space are one token each, as a rule.
  const count = /\p{L}/u.test(piece) ? Math.max(1, Math.round((piece.length - 1) / CHARACTERS_PER_TOKEN)) : 1;
  const size = Math.ceil(piece.length / count);
  return Array.from({ length: Math.ceil(piece.length / size) }, (_, i) => piece.slice(i * size, (i + 1) * size));
}

function split(text: string): readonly string[] {
  return piecesOf(text).flatMap(tokensOfPiece);
}

/**
 * The default: exact as o200k for everything that is shipped (prompts of the examples with any number in them, answers of
 * the mock), for other German prose an estimate within ten percent (English is counted too high). Small, synchronous, the
 * same everywhere; whoever needs other texts exactly injects the real one (`await loadO200k()`, tokens/o200k.ts).
 */
export const shippedTokenizer: Tokenizer = { count: (text) => split(text).length, split };

/** Texts remembered per generation; two generations are kept. */
const GENERATION = 4_096;
/** Longer texts are treated anew each time: remembering them would cost more memory than it saves time. */
const LONGEST_REMEMBERED = 2_000;

/** The same tokenizer, which remembers what it met last (most texts come again and again). */
export function remembering(tokenizer: Tokenizer): Tokenizer {
  const remembered = remember((text) => tokenizer.split(text));
  return {
    count: (text) => (text.length > LONGEST_REMEMBERED ? tokenizer.count(text) : remembered(text).length),
    split: remembered,
  };
}

function remember<T>(compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return compute(text);
    const seen = young.get(text);
    if (seen !== undefined) return seen;
    const value = old.get(text) ?? compute(text);
    young.set(text, value);
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    return value;
  };
}
