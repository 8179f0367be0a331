import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Language } from '../experiment/experimentData.ts';
import { foldDiff } from './foldDiff.ts';
import { type DiffLine, lineDiff } from './lineDiff.ts';
import { useColouredLines } from './useColouredLines.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;

/** A line of the comparison and where it stands in the text that it is shown from. */
interface Row extends DiffLine {
  /** 0-based line of the text before for what is removed, of the text after for all others. */
  readonly at: number;
}

function rowsOf(before: string, after: string): readonly Row[] {
  let [old, now] = [0, 0];
  return lineDiff(before, after).map((line) => {
    const at = line.kind === 'removed' ? old : now;
    if (line.kind !== 'added') old += 1;
    if (line.kind !== 'removed') now += 1;
    return { ...line, at };
  });
}

interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly language: Language;
}

/** What the reader changed, line by line; what stayed as it was is folded but for a few lines around each change. */
export function DiffView({ before, after, language }: DiffViewProps) {
  const place = useRef<HTMLPreElement>(null);
  const unfolded = useSignal<ReadonlySet<number>>(new Set());
  const parts = useMemo(() => foldDiff(rowsOf(before, after)), [before, after]);
  const old = useColouredLines(before, language, true);
  const now = useColouredLines(after, language, true);
  useLayoutEffect(() => {
    place.current?.querySelector('.added, .removed')?.scrollIntoView({ block: 'nearest' });
    // A line wider than the place would be brought to its own beginning, past the sign before it.
    place.current?.scrollTo({ left: 0 });
  }, []);
  const unfold = (part: number): void => {
    unfolded.value = new Set([...unfolded.value, part]);
    // The button that was pressed goes: the lines that take its place are read from here.
    place.current?.focus({ preventScroll: true });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard.
    <pre class="wz-diff" tabIndex={0} ref={place}>
      {parts.map(({ isFolded, lines }, index) =>
        isFolded && !unfolded.value.has(index) ? (
          <button key={`fold-${index}`} type="button" class="wz-diff-fold" onClick={() => unfold(index)}>
            … {lines.length} unveränderte Zeilen
          </button>
        ) : (
          lines.map(({ kind, at }) => (
            <span key={`${kind}-${at}`} class={`wz-diff-line ${kind}`}>
              {`${signs[kind]} `}
              <span dangerouslySetInnerHTML={{ __html: (kind === 'removed' ? old : now)[at] ?? '' }} />
              {'\n'}
            </span>
          ))
        ),
      )}
    </pre>
  );
}
