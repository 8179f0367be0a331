import type { DiffLine } from './lineDiff.ts';

/** A stretch of a comparison: shown, or far enough from every change to be folded. */
export interface DiffPart<Line> {
  readonly isFolded: boolean;
  readonly lines: readonly Line[];
}

/** So many unchanged lines stay around a change. */
const CONTEXT = 3;

/** Fewer lines than this are shown: the words that stand for them would take as much room. */
const LEAST = 3;

/** Folds what is unchanged, but for a few lines around each change. */
export function foldDiff<Line extends Pick<DiffLine, 'kind'>>(lines: readonly Line[]): readonly DiffPart<Line>[] {
  const changes = lines.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]));
  const isFar = (at: number): boolean => changes.every((change) => Math.abs(change - at) > CONTEXT);
  const parts: { isFolded: boolean; lines: Line[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    const isFolded = isFar(at);
    if (last?.isFolded === isFolded) last.lines.push(line);
    else parts.push({ isFolded, lines: [line] });
  }
  return parts.map((part) => ({ ...part, isFolded: part.isFolded && part.lines.length >= LEAST }));
}
