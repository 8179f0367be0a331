import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import theme from 'shiki/themes/github-light-default.mjs';
import type { Language } from '../experiment/experimentData.ts';
import { codeClasses } from './codeClasses.ts';
import { escaped } from './plainLines.ts';

const grammars = {
  python: () => import('shiki/langs/python.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
} as const satisfies Record<Language, unknown>;

/** Longer lines stay in plain: nobody reads them for their colours. */
const LONGEST_LINE = 2_000;

const highlighter = createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine() });

/** A program's lines as HTML, coloured like those that the build has coloured. Fetches the language's grammar when needed. */
export async function colourLines(source: string, language: Language): Promise<readonly string[]> {
  const shiki = await highlighter;
  if (!shiki.getLoadedLanguages().includes(language)) await shiki.loadLanguage(await grammars[language]());
  const lines = shiki.codeToTokensBase(source.replace(/\n$/, ''), {
    lang: language,
    theme: 'github-light-default',
    tokenizeMaxLineLength: LONGEST_LINE,
    // A slow device needs more than the usual half a second to make the grammar ready, which counts to its first line.
    tokenizeTimeLimit: 0,
  });
  return lines.map((tokens) =>
    tokens
      .map(({ content, color = '' }) => {
        const name = content.trim() === '' ? undefined : codeClasses[color.toUpperCase()];
        return name === undefined ? escaped(content) : `<span class="${name}">${escaped(content)}</span>`;
      })
      .join(''),
  );
}
