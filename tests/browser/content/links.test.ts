import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { basePath, builtPages, decoded, siteFolder } from './built-site.ts';

const pages = builtPages();
const base = basePath(pages);
const ids = new Map(
  pages.map(({ path, html }) => [path, [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(id ?? ''))]),
);

/** A file or page of the site by its path below the base; null where there is none. */
function target(path: string): string | null {
  if (!path.startsWith(base)) return null;
  const own = `/${decodeURIComponent(path.slice(base.length))}`;
  if (ids.has(own)) return own;
  return existsSync(join(siteFolder, own)) && !own.endsWith('/') ? own : null;
}

function problems(path: string, html: string): string[] {
  const here = new URL(`${base.replace(/\/$/, '')}${path}`, 'https://site.test');
  return [...html.matchAll(/<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].flatMap(
    ([, link = '']) => {
      const url = new URL(decoded(link), here);
      if (url.origin !== here.origin) return url.protocol === 'http:' ? [`${link}: not https`] : [];
      const found = target(url.pathname);
      if (found === null) return [`${link}: no such page or file`];
      const anchor = decodeURIComponent(url.hash.slice(1));
      const known = anchor === '' || anchor.startsWith(':~:') || !ids.has(found) || ids.get(found)?.includes(anchor);
      return known ? [] : [`${link}: no such anchor`];
    },
  );
}

describe('On every page', () => {
  test.each(pages)('$path links and files exist, with their anchors', ({ path, html }) => {
    expect(problems(path, html)).toEqual([]);
  });

  test.each(pages)('$path no id is used twice', ({ path }) => {
    const own = ids.get(path) ?? [];
    expect(own.filter((id, index) => own.indexOf(id) !== index)).toEqual([]);
  });
});
