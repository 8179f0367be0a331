import { createHash } from 'node:crypto';
import type { AstroIntegration } from 'astro';
import { rewritePages } from './finished-pages.ts';

const inlineScript = /<script(?![^>]*\bsrc\s*=)([^>]*)>([\s\S]*?)<\/script>/g;
const charset = /<meta charset="?utf-8"?\s*\/?>/i;

/** Data blocks (`application/json`) are not executed and need no hash. */
function isExecuted(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]+)/.exec(attributes)?.[1];
  return type === undefined || type === 'module' || type === 'text/javascript';
}

/** The policy of one page: nothing leaves the site, and of inline scripts only those that are on the page now run. */
export function policyFor(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = '', content = ''] of html.matchAll(inlineScript)) {
    if (isExecuted(attributes)) hashes.add(`'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  }
  return [
    "default-src 'self'",
    // blob: carries the lab's worker and the reader's TypeScript modules inside it.
    ["script-src 'self' 'wasm-unsafe-eval' blob:", ...hashes].join(' '),
    // Code colours and figures carry style attributes, which hashes cannot name.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * The page with its policy as the first thing after the character set.
 * @throws when the page has no character set to put it after
 */
export function withPolicy(html: string): string {
  const place = charset.exec(html);
  if (place === null)
    throw new Error('Failed to add the policy: the page has no <meta charset="utf-8">. Add it first in <head>.');
  const end = place.index + place[0].length;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}">`;
  return html.slice(0, end) + meta + html.slice(end);
}

/**
 * Gives each built page a Content-Security-Policy. Astro's own option leaves out scripts marked `is:inline` (Starlight
 * has some), so the policy is made from the finished pages.
 */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': ({ dir }) => rewritePages(dir, withPolicy),
    },
  };
}
