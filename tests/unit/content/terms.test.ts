import { describe, expect, test } from 'vitest';
import { chapters, sidePages, terms } from './chapter-source.ts';

const ids = new Set(terms.map(({ id }) => id));
const used = [...chapters, ...sidePages].map(({ id, body }) => ({
  chapter: id,
  terms: [...body.matchAll(/<Term id="([^"]+)"/g)].map(([, term]) => term ?? ''),
}));

describe('The terms', () => {
  test('that a chapter explains exist', () => {
    expect(used.flatMap((one) => one.terms).filter((term) => !ids.has(term))).toEqual([]);
  });

  test('are explained once per page', () => {
    for (const { chapter, terms: own } of used) expect(new Set(own).size, chapter).toBe(own.length);
  });

  test('refer to terms that exist and not to themselves', () => {
    for (const { id, related } of terms) {
      expect(
        related.filter((other) => !ids.has(other) || other === id),
        id,
      ).toEqual([]);
    }
  });

  test('are explained in a phrase without a full stop, which the site adds', () => {
    expect(terms.filter(({ definition }) => definition.endsWith('.')).map(({ id }) => id)).toEqual([]);
  });

  test('hold the eight of the article, numbered in its order', () => {
    const orders = terms.flatMap(({ articleOrder }) => articleOrder ?? []);
    expect(orders.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

/** Prose of a chapter: no listings, no headings, no code, no links (their target explains them). */
function prose(body: string): string {
  return body
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/^(#|import ).*$/gm, '')
    .replace(/`[^`]*`/g, '')
    .replace(/\[[^\]]*\]\([^)]*\)/g, '');
}

describe('The first appearance of a term on a page explains it', () => {
  const pages = [...chapters, ...sidePages].filter(({ id }) => !['glossar', 'ressourcen'].includes(id));

  test.each(pages)('$id', ({ body }) => {
    const text = prose(body);
    const late: string[] = [];
    for (const { id, title, forms } of terms) {
      const word = new RegExp(`(?<![\\p{L}-])(${[title, ...forms].map(RegExp.escape).join('|')})(?![\\p{L}-])`, 'u');
      const shown = text.replace(/<(?!Term)[^>]*>/g, '');
      const first = word.exec(shown.replace(/<Term[^>]*>|<\/Term>/g, (tag) => '\u0000'.repeat(tag.length)));
      const explained = shown.indexOf(`<Term id="${id}">`);
      if (first !== null && (explained === -1 || first.index < explained)) late.push(`${id}: „${first[0]}“`);
    }
    expect(late).toEqual([]);
  });
});
