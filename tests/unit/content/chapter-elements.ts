import { wording } from './article-element.ts';
import type { Chapter } from './chapter-source.ts';
import { terms } from './chapter-source.ts';

/** An element of a chapter's source: its kind and wording; rows have one wording per cell. */
export interface SourceElement {
  readonly kind: 'heading' | 'paragraph' | 'quote' | 'bullet' | 'row' | 'listing';
  readonly wording: string;
}

const signs = { ja: '✅', nein: '❌', halt: '🔴' } as const;

/** A line of MDX as its reader sees it, without components and marks. */
function plain(line: string): string {
  return line
    .replace(/<Sign kind="(ja|nein|halt)"[^>]*\/>/g, (_, kind: keyof typeof signs) => signs[kind])
    .replace(/<(Measured|ShownBy)[^>]*\/>/g, '')
    .replace(/<\/?[A-Z][^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`|\\$/g, '');
}

function elementOf(line: string): SourceElement | null {
  const cells = /^\|(.*)\|$/.exec(line)?.[1];
  if (cells !== undefined) {
    if (/^[\s|-]+$/.test(cells)) return null;
    return {
      kind: 'row',
      wording: cells
        .split('|')
        .map((cell) => wording(plain(cell)))
        .join('|'),
    };
  }
  const [, mark = '', rest = line] = /^(#+|>|-)\s+(.*)$/.exec(line) ?? [];
  const text = wording(plain(rest));
  if (text === '') return null;
  if (mark.startsWith('#')) return { kind: 'heading', wording: text };
  if (mark === '>') return { kind: 'quote', wording: text };
  return { kind: mark === '-' ? 'bullet' : 'paragraph', wording: text };
}

/** The article's glossary as the component shows it. */
function articleTerms(): SourceElement[] {
  return terms
    .filter(({ articleOrder }) => articleOrder !== undefined)
    .sort((a, b) => (a.articleOrder ?? 0) - (b.articleOrder ?? 0))
    .map(({ title, definition }) => ({ kind: 'bullet', wording: wording(`${title}: ${definition}`) }));
}

/** Everything a chapter shows, in order. */
export function chapterElements({ title, body }: Chapter): readonly SourceElement[] {
  const elements: SourceElement[] = [{ kind: 'heading', wording: wording(title) }];
  const parts = body.replace(/^import .*$/m, '').split(/^```.*$/m);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) elements.push({ kind: 'listing', wording: wording(part) });
    else {
      for (const line of part.replace(/\\\n/g, ' ').split('\n')) {
        if (line.includes('<Glossary part="article"')) elements.push(...articleTerms());
        const element = elementOf(line.trim());
        if (element !== null) elements.push(element);
      }
    }
  }
  return elements;
}
