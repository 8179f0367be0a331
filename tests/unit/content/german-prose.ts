import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { chapters, claims, exampleSlugs, sidePages, terms } from './chapter-source.ts';

/** A piece of German text and the file it stands in. */
export interface Prose {
  readonly file: string;
  readonly text: string;
}

const content = new URL('../../../content/', import.meta.url);

/** Markdown or MDX without code, components, addresses and marks. */
function words(markdown: string): string {
  return markdown
    .replace(/^```[\s\S]*?^```$/gm, ' ')
    .replace(/^import .*$/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/<\/?[A-Za-z][^>]*>/g, '')
    .replace(/https?:\S+|[\w-]+(?:\.[\w-]+)+(?:\/\S*)?/g, ' ');
}

/** All texts of a data file that are more than one word: names and slugs are none. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return /\s/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

function dataFiles(folder: string, names: readonly string[]): Prose[] {
  return names.map((name) => {
    const file = `${folder}/${name}`;
    return {
      file,
      text: texts(parse(readFileSync(new URL(file, content), 'utf8')))
        .map(words)
        .join('\n'),
    };
  });
}

/** All German prose of content/. */
export const germanProse: readonly Prose[] = [
  ...[...chapters, ...sidePages].map(({ id, title, description, body }) => ({
    file: `${id}.mdx`,
    text: words(`${title}\n${description}\n${body}`),
  })),
  ...claims.map(({ id, correction, unconfirmed = '' }) => ({
    file: `claims/${id}.yaml`,
    text: words(`${correction}\n${unconfirmed}`),
  })),
  ...terms.map(({ id, title, definition, body }) => ({
    file: `glossary/${id}.md`,
    text: words(`${title}\n${definition}\n${body}`),
  })),
  ...dataFiles(
    'examples',
    exampleSlugs.map((slug) => `${slug}/example.yaml`),
  ),
  ...dataFiles(
    'decision',
    readdirSync(new URL('decision/', content)).filter((name) => name.endsWith('.yaml')),
  ),
];
