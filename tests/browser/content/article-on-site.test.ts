import { describe, expect, test } from 'vitest';
import { chapterOrder } from '../../../src/components/lesson/chapters.ts';
import { article, wording } from '../../unit/content/article-element.ts';
import { builtPages, readText } from './built-site.ts';

/** The article's signs are drawn on the site. */
const withoutSigns = (text: string) => wording(text).replace(/[✅❌🔴`]/gu, '');

const pages = new Map(builtPages().map((page) => [page.path, page]));
const site = chapterOrder
  .map((id) => {
    const page = pages.get(id === 'index' ? '/' : `/${id}/`);
    return page === undefined ? '' : withoutSigns(readText(page));
  })
  .join('');

describe('The built site', () => {
  test('holds every heading, paragraph, bullet, quotation, table row and listing of the article, in its order', () => {
    const missing: string[] = [];
    let next = 0;
    for (const element of article) {
      const text = element.kind === 'row' ? element.cells.join('') : element.text;
      const words = withoutSigns(element.kind === 'bullet' ? text.replace(/^([\w/ -]+): (?=\p{Lu})/u, '$1') : text);
      const plain = withoutSigns(text);
      const places = [site.indexOf(words, next), site.indexOf(plain, next)].filter((place) => place >= 0);
      if (places.length === 0) missing.push(`${element.kind}: ${plain}`);
      else next = Math.min(...places) + 1;
    }
    expect(missing).toEqual([]);
  });
});
