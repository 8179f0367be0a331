import { readFileSync } from 'node:fs';
import { z } from 'zod';

const text = z.string().min(1);

/** One element of the article as its author wrote it. */
const elementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text }),
  z.strictObject({ kind: z.literal('paragraph'), text }),
  z.strictObject({ kind: z.literal('quote'), text }),
  z.strictObject({ kind: z.literal('bullet'), text, link: z.url().optional() }),
  z.strictObject({ kind: z.literal('row'), cells: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('listing'), language: text, text }),
]);

export type ArticleElement = z.infer<typeof elementSchema>;

/** Every heading, paragraph, bullet, quotation, table row and listing of the article, in its order. */
export const article: readonly ArticleElement[] = z
  .array(elementSchema)
  .parse(JSON.parse(readFileSync(new URL('article.json', import.meta.url), 'utf8')));

/**
 * A text without what typography may change: white space, dashes, and the decimal point in a number. Two texts are the
 * same wording if this is the same.
 */
export function wording(text: string): string {
  return text
    .replace(/[‑–—]/g, '-')
    .replace(/(?<=\d),(?=\d)/g, '.')
    .replace(/[“”„]/g, '"')
    .replace(/\s+/g, '');
}

/** The wording of an element; for a row its cells, one after the other. */
export function wordingOf(element: ArticleElement): string {
  return element.kind === 'row' ? element.cells.map(wording).join('|') : wording(element.text);
}
