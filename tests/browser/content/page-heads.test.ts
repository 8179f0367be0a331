import { describe, expect, test } from 'vitest';
import { chapterOrder } from '../../../src/components/lesson/chapters.ts';
import { basePath, builtPages, decoded } from './built-site.ts';

const pages = builtPages().filter(({ path }) => path !== '/404.html');
const base = basePath(pages).replace(/\/$/, '');

/** Content of a <meta> by its name or property. */
function meta(html: string, name: string): string | undefined {
  const tag = new RegExp(`<meta (?=[^>]*(?:name|property)="${name}")[^>]*content="([^"]*)"`).exec(html)?.[1];
  return tag === undefined ? undefined : decoded(tag);
}

describe('Every page', () => {
  test.each(pages)('$path is German and says in its head what it is about', ({ html }) => {
    expect(html).toMatch(/<html lang="de"/);
    const description = meta(html, 'description') ?? '';
    expect(description.length).toBeGreaterThanOrEqual(50);
    expect(description.length).toBeLessThanOrEqual(180);
    expect(meta(html, 'og:title')).toBeTruthy();
    expect(meta(html, 'og:description')).toBe(description);
    expect(meta(html, 'twitter:card')).toBeTruthy();
  });

  test('has a description of its own', () => {
    const all = pages.map(({ html }) => meta(html, 'description'));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('The chapters are read in order:', () => {
  const address = (id: string) => `${base}/${id === 'index' ? '' : `${id}/`}`;
  const html = (id: string) => pages.find(({ path }) => `${base}${path}` === address(id))?.html ?? '';
  const steps = chapterOrder.slice(1).map((id, index) => ({ id, previous: chapterOrder[index] ?? id }));

  test.each(steps)('$previous, then $id', ({ id, previous }) => {
    expect(html(previous)).toContain(`<a href="${address(id)}" rel="next"`);
    expect(html(id)).toContain(`<a href="${address(previous)}" rel="prev"`);
  });
});
