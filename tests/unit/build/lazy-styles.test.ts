import { describe, expect, it } from 'vitest';
import { withoutStyles } from '../../../src/build/lazy-styles.ts';

const page = [
  '<link rel="stylesheet" href="/wartezeit/_astro/editor.CXfYqUZ6.css">',
  '<link rel="stylesheet" href="/wartezeit/_astro/print.B4cXCJEv.css" media="print">',
  '<link rel="preload" href="/wartezeit/_astro/font.woff2" as="font">',
];

describe('style sheets that come with a script', () => {
  it('are taken off the page, whatever its base path, and no others', () => {
    expect(withoutStyles(page.join(''), new Set(['editor.CXfYqUZ6.css']))).toBe(page.slice(1).join(''));
  });

  it('leave a page alone that links none of them', () => {
    expect(withoutStyles(page.join(''), new Set())).toBe(page.join(''));
  });
});
