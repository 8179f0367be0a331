import { createHash } from 'node:crypto';
import type { AstroIntegration } from 'astro';
import { FRAME_SCRIPT } from '../../sandbox/lab/frame-document.ts';
import { rewritePages } from './finished-pages.ts';

const inlineScript = /<script(?![^>]*\bsrc\s*=)([^>]*)>([\s\S]*?)<\/script>/g;
const charset = /<meta charset="?utf-8"?\s*\/?>/i;

/** Data blocks (`application/json`) are not executed and need no hash. */
function isExecuted(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]+)/.exec(attributes)?.[1];
  return type === undefined || type === 'module' || type === 'text/javascript';
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** The policy of one page: nothing leaves the site, and of inline scripts only those that are on the page now run. */
export function policyFor(html: string): string {
  // The frame of the lab's worker inherits this policy.
  const hashes = new Set([hashOf(FRAME_SCRIPT)]);
  for (const [, attributes = '', content = ''] of html.matchAll(inlineScript)) {
    if (isExecuted(attributes)) hashes.add(hashOf(content));
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
    // data: carries the worker in its frame, which inherits the policy like blob:.
    "worker-src 'self' blob: data:",
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
