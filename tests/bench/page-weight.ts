import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';

/** JavaScript of a page before any intent, in bytes after gzip. */
export interface Weight {
  readonly files: number;
  readonly inline: number;
  /** Address (path) and size of each file. */
  readonly parts: readonly (readonly [string, number])[];
}

const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;

/** Classic scripts and modules that stand in the page itself; data blocks are no JavaScript. */
function inlineScripts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.scripts]
      .filter((script) => script.src === '' && ['', 'module', 'text/javascript'].includes(script.type))
      .map((script) => script.text),
  );
}

/**
 * All JavaScript that a page has fetched once the network has been idle and the browser has had its idle callbacks, in
 * which Starlight fetches the search.
 */
export async function javaScriptOf(browser: Browser, url: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const isScript = response.request().resourceType() === 'script' || /\.m?js$/.test(new URL(response.url()).pathname);
    if (isScript) bodies.set(new URL(response.url()).pathname, response.body());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await page.waitForLoadState('networkidle');
  const inline = (await inlineScripts(page)).reduce((sum, text) => sum + gzipped(text), 0);
  const parts = await Promise.all([...bodies].map(async ([path, body]) => [path, gzipped(await body)] as const));
  await context.close();
  return { files: parts.reduce((sum, [, size]) => sum + size, 0), inline, parts };
}
