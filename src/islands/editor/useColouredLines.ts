import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../experiment/experimentData.ts';
import { coloured } from './colouring.ts';
import { escaped, linesOf } from './plainLines.ts';

interface Coloured {
  readonly source: string;
  /** HTML, a line each. */
  readonly lines: readonly string[];
}

/** So long nobody has typed before a text is coloured anew. */
const QUIET_MS = 150;

/** So many lines are known by heart before they are forgotten. */
const KNOWN_LINES = 2_000;

/** Coloured lines by their text: a text that changes a little shows its colours at once but for what is new. */
const known: Readonly<Record<Language, Map<string, string>>> = { python: new Map(), typescript: new Map() };

function keep({ source, lines }: Coloured, language: Language): void {
  if (known[language].size > KNOWN_LINES) known[language].clear();
  for (const [at, text] of linesOf(source).entries()) known[language].set(text, lines[at] ?? escaped(text));
}

/**
 * The lines of a program that the build has not coloured, as HTML: plain at first, in colours when they have come; plain
 * for good where they cannot come.
 * @param isWanted only then anything is fetched
 */
export function useColouredLines(source: string, language: Language, isWanted: boolean): readonly string[] {
  const [whole, setWhole] = useState<Coloured | null>(null);
  const isFirst = whole === null;
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    const colour = async (): Promise<void> => {
      const lines = await coloured(source, language);
      if (isGone || lines === null) return;
      keep({ source, lines }, language);
      setWhole({ source, lines });
    };
    const timer = setTimeout(() => void colour(), isFirst ? 0 : QUIET_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [source, language, isWanted]);
  return useMemo(() => {
    if (whole?.source === source) return whole.lines;
    return linesOf(source).map((line) => known[language].get(line) ?? escaped(line));
  }, [source, language, whole]);
}
