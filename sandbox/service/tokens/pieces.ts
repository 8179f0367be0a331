// The o200k tokenizer first cuts a text into these pieces; no token crosses their borders. Source: tiktoken, o200k_base.
const SUFFIX = "(?:'(?:[sS]|[dD]|[mM]|[tT]|[lL][lL]|[vV][eE]|[rR][eE]))?";
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const BEFORE = '[^\\r\\n\\p{L}\\p{N}]?';
const PIECE = new RegExp(
  [
    `${BEFORE}${UPPER}*${LOWER}+${SUFFIX}`,
    `${BEFORE}${UPPER}+${LOWER}*${SUFFIX}`,
    '\\p{N}{1,3}',
    ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*',
    '\\s*[\\r\\n]+',
    '\\s+(?!\\S)',
    '\\s+',
  ].join('|'),
  'gu',
);

/** A text in the pieces that o200k cuts into tokens one by one; joined they are the text again. */
export function piecesOf(text: string): readonly string[] {
  return text.match(PIECE) ?? [];
}
