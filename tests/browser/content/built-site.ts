import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built site; WARTEZEIT_DIST names another folder than dist/. */
export const siteFolder = process.env['WARTEZEIT_DIST'] ?? fileURLToPath(new URL('../../../dist/', import.meta.url));

/** A built page. `path` is its address on the site: `/glossar/`. */
export interface BuiltPage {
  readonly path: string;
  readonly html: string;
}

/**
 * All pages of the built site.
 * @throws when the site is not built
 */
export function builtPages(): readonly BuiltPage[] {
  if (!existsSync(join(siteFolder, 'index.html'))) {
    throw new Error(`Failed to read the built site: ${siteFolder} has no index.html. Run npm run build first.`);
  }
  return readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({
      path: `/${name.replace(/index\.html$/, '')}`,
      html: readFileSync(join(siteFolder, name), 'utf8'),
    }));
}

/** What the site is served below: `/` or `/wartezeit/`, as the start page's own style sheet shows. */
export function basePath(pages: readonly BuiltPage[]): string {
  const start = pages.find(({ path }) => path === '/')?.html ?? '';
  return /<a href="([^"]*)" class="site-title/.exec(start)?.[1] ?? '/';
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', apos: "'" };

/** Text with its character references resolved. */
export function decoded(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&([a-z]+);/g, (reference, name: string) => entities[name] ?? reference);
}

/** What a reader reads in the main part of a page: without explanations that open on demand and hidden labels. */
export function readText({ html }: BuiltPage): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  const visible = main
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<span class="term-note[\s\S]*?<\/a><\/span>/g, '')
    .replace(/<span class="sr-only"[^>]*>[^<]*<\/span>/g, '')
    .replace(/<[^>]+>/g, '');
  return decoded(visible);
}
