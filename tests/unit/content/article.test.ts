import { describe, expect, test } from 'vitest';
import { chapterOrder } from '../../../src/components/lesson/chapters.ts';
import { article, wordingOf } from './article-element.ts';
import { chapterElements } from './chapter-elements.ts';
import { chapter, chapters, sidePages } from './chapter-source.ts';

const shown = chapterOrder.flatMap((id) => chapterElements(chapter(id)));

/** A table row of the article may have one more cell on the site: what was measured. */
const holds = (kind: string, own: string, theirs: string): boolean =>
  own === theirs || (kind === 'row' && own.startsWith(`${theirs}|`));

describe('The chapters', () => {
  test('are all in the reading order, and the order names only chapters that exist', () => {
    expect([...chapterOrder].sort()).toEqual(chapters.map(({ id }) => id).sort());
  });

  test('hold every heading, paragraph, bullet, quotation, table row and listing of the article, in its order and wording', () => {
    const missing: string[] = [];
    let next = 0;
    for (const element of article) {
      const words = wordingOf(element);
      const place = shown.findIndex(
        (own, index) => index >= next && own.kind === element.kind && holds(own.kind, own.wording, words),
      );
      if (place === -1) missing.push(`${element.kind}: ${words}`);
      else next = place + 1;
    }
    expect(missing).toEqual([]);
  });

  test('import from src/lesson.ts and nothing else', () => {
    for (const { id, body } of [...chapters, ...sidePages]) {
      const imports = [...body.matchAll(/^import .* from '([^']+)';$/gm)].map(([, from]) => from);
      expect(imports, id).toEqual(imports.length === 0 ? [] : ['../../src/lesson.ts']);
    }
  });

  test('keep the original address of every resource', () => {
    const { body } = chapter('ressourcen');
    for (const element of article) {
      if (element.kind === 'bullet' && element.link !== undefined) expect(body).toContain(`original="${element.link}"`);
    }
  });
});
