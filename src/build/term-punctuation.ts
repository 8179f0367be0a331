import type { AstroIntegration } from 'astro';
import { rewritePages } from './finished-pages.ts';

/** A glossary term as Term.astro writes it, with the punctuation that stands directly before and behind it. */
const termInText = /([(„]*)(<span class="term-place">(?:(?!<\/span><\/span>)[\s\S])*<\/span><\/span>)([).,;:?!“]*)/g;

/**
 * The page with each glossary term and its brackets, quotes and commas on one line. A term is a button, and browsers
 * break lines before and behind a button whatever stands there.
 */
export function withTermPunctuation(html: string): string {
  return html.replace(termInText, (whole, before: string, term: string, after: string) =>
    before === '' && after === '' ? whole : `<span class="term-line">${before}${term}${after}</span>`,
  );
}

/** Keeps punctuation and glossary terms together on every built page. */
export function termPunctuation(): AstroIntegration {
  return {
    name: 'term-punctuation',
    hooks: {
      'astro:build:done': ({ dir }) => rewritePages(dir, withTermPunctuation),
    },
  };
}
