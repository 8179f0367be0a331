import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { claimSchema } from '../../../src/components/lesson/claim-schema.ts';
import { termSchema } from '../../../src/components/lesson/term-schema.ts';

const content = new URL('../../../content/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, content), 'utf8');

/** Front matter and text of a Markdown file. */
export function splitMatter(file: string): { readonly matter: unknown; readonly body: string } {
  const [, matter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
  return { matter: parse(matter), body };
}

const chapterMatter = z.looseObject({ title: z.string(), description: z.string() });

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** MDX below the front matter. */
  readonly body: string;
}

function readFolder(folder: string): Chapter[] {
  return readdirSync(new URL(`${folder}/`, content)).map((file) => {
    const { matter, body } = splitMatter(read(`${folder}/${file}`));
    return { id: file.replace('.mdx', ''), ...chapterMatter.parse(matter), body };
  });
}

export const chapters: readonly Chapter[] = readFolder('article');

/** What stands beside the article. */
export const sidePages: readonly Chapter[] = readFolder('pages');

/**
 * The chapter with this id.
 * @throws when there is none
 */
export function chapter(id: string): Chapter {
  const found = chapters.find((one) => one.id === id);
  if (found === undefined) throw new Error(`Failed to read chapter ${id}: no such file. Look into content/article.`);
  return found;
}

export const claims = readdirSync(new URL('claims/', content)).map((file) => ({
  id: file.replace('.yaml', ''),
  ...claimSchema.parse(parse(read(`claims/${file}`))),
}));

export const terms = readdirSync(new URL('glossary/', content)).map((file) => {
  const { matter, body } = splitMatter(read(`glossary/${file}`));
  return { id: file.replace('.md', ''), body, ...termSchema.parse(matter) };
});

export const exampleSlugs = readdirSync(new URL('examples/', content), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
