import type { ProgramModule } from './program-module.ts';

/** The column in what the reader wrote of a line and column in the program's module, all 1-based; null where it is not certain. */
export type ColumnFinder = (line: number, column: number) => number | null;

/** `source` and `code` are the program with its types and without them. */
export function createColumnFinder(source: string, code: string, module: ProgramModule): ColumnFinder {
  const [written, stripped] = [source.split('\n'), code.split('\n')];
  return (line, column) => {
    const before = module.columnBefore(line, column - 1);
    const found = columnWithTypes(written[line - 1] ?? '', stripped[line - 1] ?? '', before);
    return found === null ? null : found + 1;
  };
}

/**
 * Where in a line stands what stands at a column after types were taken out of it; 0-based. Every word and sign that is left was
 * there before, in the same order: where the first and the last way to find them all again agree, there is no other.
 */
export function columnWithTypes(written: string, stripped: string, column: number): number | null {
  if (written === stripped) return column;
  const [all, left] = [tokensOf(written), tokensOf(stripped)];
  const index = left.findLastIndex(({ start }) => start <= column);
  const token = left[index];
  if (!token) return null;
  const first = embed(left, all)[index];
  const last = embed(left.toReversed(), all.toReversed())[left.length - 1 - index];
  return first && first === last ? first.start + column - token.start : null;
}

interface Token {
  readonly text: string;
  readonly start: number;
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(/[\w$]+|[^\s\w$]/g)].map(({ 0: text, index }) => ({ text, start: index }));
}

/** For each token the earliest equal one behind that of the token before. */
function embed(tokens: readonly Token[], among: readonly Token[]): (Token | undefined)[] {
  let next = 0;
  return tokens.map(({ text }) => {
    while (next < among.length && among[next]?.text !== text) next++;
    return among[next++];
  });
}
