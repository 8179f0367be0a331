import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { axeFindings } from '../support/axe.ts';
import { launchChromium } from '../support/browsers.ts';
import { builtPages, siteFolder } from './content/built-site.ts';

const paths = builtPages()
  .map((page) => page.path)
  .filter((path) => path !== '/404.html')
  .sort();

let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveStatic({ folders: { '/': siteFolder } });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Opens a page, does the work and closes it again. */
async function onPage<Result>(
  path: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(new URL(path.slice(1), server.url).href, { waitUntil: 'networkidle' });
    return await work(page);
  } finally {
    await context.close();
  }
}

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
const desk = { viewport: { width: 1280, height: 900 } } as const;

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  it.each(paths)('on %s', async (path) => {
    const violations = await onPage(path, { ...desk, colorScheme, bypassCSP: true }, (page) => axeFindings(page));
    expect(violations).toEqual([]);
  });
});

describe('at 360 px', () => {
  it.each(paths)('%s does not scroll sideways', async (path) => {
    const excess = await onPage(path, phone, (page) =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    );
    expect(excess).toBeLessThanOrEqual(0);
  });
});

describe('before any intent', () => {
  const chapter = '/performance-metriken/';

  it('a chapter with experiments loads no framework, no editor and nothing of the laboratory', async () => {
    const requests: string[] = [];
    const context = await browser.newContext(desk);
    const page = await context.newPage();
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(new URL(chapter.slice(1), server.url).href, { waitUntil: 'networkidle' });
    await context.close();
    const scripts = requests.filter((path) => path.endsWith('.js'));
    const sources = await Promise.all(scripts.map(async (path) => (await fetch(new URL(path, server.origin))).text()));
    expect(scripts.length).toBeGreaterThan(0);
    for (const [index, source] of sources.entries()) {
      expect(source, scripts[index]).not.toContain('__PREACT_DEVTOOLS__');
      expect(source, scripts[index]).not.toContain('monaco-editor');
    }
    const styles = requests.filter((path) => path.endsWith('.css'));
    for (const path of styles) {
      expect(await (await fetch(new URL(path, server.origin))).text(), path).not.toContain('--vscode-');
    }
    expect(requests.filter((path) => path.includes('/lab/') || path.includes('/labor/'))).toEqual([]);
  });

  it('the card stands there whole: question, programs, picture, numbers', async () => {
    const card = await onPage(chapter, { ...desk, javaScriptEnabled: false }, async (page) => {
      const experiment = page.locator('[data-experiment="viele-aufrufe"]');
      return {
        text: await experiment.textContent(),
        pictures: await experiment.locator('svg.tl-figure').count(),
        programs: await experiment.locator('.wz-panel:visible').count(),
        buttons: await experiment.locator('button:visible').count(),
      };
    });
    expect(card.text).toContain('Wie lange dauert es nacheinander');
    expect(card.text).toMatch(/Gesamtzeit\s*\d+,\d\ss/);
    expect(card.text).toMatch(/~20–50\ss/);
    expect(card.pictures).toBe(1);
    expect(card.programs).toBe(4);
    expect(card.buttons).toBe(0);
  });
});

describe("the page's policy", () => {
  it('names no host, and nothing on any page breaks it', async () => {
    for (const path of ['/', '/performance-metriken/', '/labor/']) {
      const broken = await onPage(path, desk, async (page) => {
        const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
        expect(policy).not.toMatch(/https?:|\*/);
        expect(policy).toContain("connect-src 'self'");
        expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
        return page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin));
      });
      expect(new Set(broken)).toEqual(new Set([server.origin]));
    }
  });

  it('breaks loudly where it is broken', async () => {
    const lines: string[] = [];
    await onPage('/', desk, async (page) => {
      page.on('console', (message) => lines.push(message.text()));
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.escaped = true';
        document.body.append(script);
      });
      expect(await page.evaluate(() => Reflect.get(window, 'escaped'))).toBeUndefined();
    });
    expect(lines.join()).toContain('Content Security Policy');
  });
});
