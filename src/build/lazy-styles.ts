import { basename } from 'node:path';
import type { AstroIntegration } from 'astro';
import { rewritePages } from './finished-pages.ts';

const stylesheetLink = /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"[^>]*>/g;

/** A page without its links to these style sheets (file names). */
export function withoutStyles(html: string, names: ReadonlySet<string>): string {
  return html.replace(stylesheetLink, (link, href: string) => (names.has(basename(href)) ? '' : link));
}

/** What the bundler tells of an output: its modules, and the style sheets that Vite loads together with it. */
interface Output {
  readonly type: string;
  readonly moduleIds?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/**
 * Keeps the style sheets of these modules off the pages. Astro links on every page the styles of all that its scripts might
 * ever import; Vite loads them anyway, together with the script that is imported.
 */
export function lazyStyles(modules: RegExp): AstroIntegration {
  const names = new Set<string>();
  const collect = (bundle: Readonly<Record<string, Output>>): void => {
    for (const { moduleIds = [], viteMetadata } of Object.values(bundle)) {
      if (!moduleIds.some((id) => modules.test(id))) continue;
      for (const file of viteMetadata?.importedCss ?? []) names.add(basename(file));
    }
  };
  return {
    name: 'lazy-styles',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = { name: 'lazy-styles', generateBundle: (_: unknown, bundle: object) => collect({ ...bundle }) };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:build:done': ({ dir }) => rewritePages(dir, (html) => withoutStyles(html, names)),
    },
  };
}
