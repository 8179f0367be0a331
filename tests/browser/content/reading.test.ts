import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../../src/build/browsers.mjs';
import { type StaticServer, serveStatic } from '../../../src/build/static-server.mjs';
import { chapterOrder } from '../../../src/components/lesson/chapters.ts';
import { launchChromium } from '../../support/browsers.ts';
import { claims } from '../../unit/content/chapter-source.ts';
import { siteFolder } from './built-site.ts';

const address = (id: string) => (id === 'index' ? '' : `${id}/`);

describe.skipIf(findBrowser('chromium') === null)('A reader', () => {
  let server: StaticServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await serveStatic({ folders: { '/': siteFolder } });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens a page of the site with these settings, hands it to the test, and closes it. */
  async function reading<T>(
    path: string,
    options: BrowserContextOptions,
    work: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await page.goto(server.url + path);
      return await work(page);
    } finally {
      await context.close();
    }
  }

  const noScript = { javaScriptEnabled: false };

  test('without JavaScript opens a term by click and closes it again', () =>
    reading('synchron-und-asynchron/', noScript, async (page) => {
      const note = page.locator('#begriff-event-loop');
      const term = page.getByRole('button', { name: 'Event-Loop' });
      expect(await note.isVisible()).toBe(false);
      await term.click();
      expect(await note.isVisible()).toBe(true);
      expect(await note.innerText()).toContain('Single-Thread-Umgebung');
      await page.keyboard.press('Escape');
      await page.mouse.move(0, 0);
      expect(await note.evaluate((element) => element.matches(':popover-open'))).toBe(false);
    }));

  test('without JavaScript sees a term explained on hover and on focus, inside the window', () =>
    reading('synchron-und-asynchron/', { ...noScript, viewport: { width: 700, height: 800 } }, async (page) => {
      const note = page.locator('#begriff-latenz');
      await page.getByRole('button', { name: 'Latenz' }).hover();
      expect(await note.isVisible()).toBe(true);
      await page.mouse.move(0, 0);
      expect(await note.isVisible()).toBe(false);
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Latenz' }).focus();
      expect(await note.isVisible()).toBe(true);
      const box = await note.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(700);
    }));

  test('walks the terms by keyboard, puts an explanation away with Escape, and reaches its link with Enter', () =>
    reading('synchron-und-asynchron/', {}, async (page) => {
      const note = page.locator('#begriff-durchsatz');
      const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
      await page.getByRole('button', { name: 'Latenz' }).focus();
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Durchsatz');
      expect(await note.isVisible()).toBe(true);
      await page.keyboard.press('Escape');
      expect(await note.isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      expect(await note.isVisible()).toBe(true);
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Im Glossar');
    }));

  test('without JavaScript filters the checked claims by verdict', () =>
    reading('faktencheck/', noScript, async (page) => {
      const shown = () =>
        page.locator('.fact').evaluateAll((facts) => facts.filter((fact) => fact.checkVisibility()).length);
      expect(await shown()).toBe(claims.length);
      await page.getByRole('radio', { name: /^falsch/ }).check();
      expect(await shown()).toBe(claims.filter(({ verdict }) => verdict === 'falsch').length);
      await page.getByRole('radio', { name: /^stimmt \(/ }).check();
      expect(await shown()).toBe(claims.filter(({ verdict }) => verdict === 'stimmt').length);
      await page.getByRole('radio', { name: /^alle/ }).check();
      expect(await shown()).toBe(claims.length);
    }));

  const final = (page: Page) =>
    page.locator('[data-race]').evaluate((figure) => ({
      animations: figure.getAnimations({ subtree: true }).length,
      totals: [...figure.querySelectorAll('.race-total')].map((total) => getComputedStyle(total).opacity),
    }));

  test.each([
    ['without JavaScript', noScript],
    ['with reduced motion', { reducedMotion: 'reduce' }],
  ] as const)('%s sees the race with its final picture at once', (_, options) =>
    reading('', options, async (page) => {
      expect(await final(page)).toEqual({ animations: 0, totals: ['1', '1'] });
      expect(await page.locator('[data-race-pause]').isVisible()).toBe(false);
    }),
  );

  test('holds the race, lets it go on, and sees it again', () =>
    reading('', { reducedMotion: 'no-preference' }, async (page) => {
      const states = () =>
        page.evaluate(() => [...new Set(document.getAnimations().map(({ playState }) => playState))].sort());
      await page.getByRole('button', { name: 'Anhalten' }).click();
      expect(await states()).not.toContain('running');
      await page.getByRole('button', { name: 'Weiter' }).click();
      expect(await states()).toContain('running');
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) animation.finish();
      });
      await page.getByRole('button', { name: 'Noch einmal' }).click();
      expect(await states()).toContain('running');
    }));

  test('finds the experiment behind "Selbst ausführen"', () =>
    reading('', noScript, async (page) => {
      await page.getByRole('link', { name: 'Selbst ausführen' }).click();
      expect(new URL(page.url()).hash).toBe('#experiment-viele-aufrufe');
      expect(await page.locator('#experiment-viele-aufrufe').isVisible()).toBe(true);
    }));

  test.each([...chapterOrder, 'faktencheck', 'wie-gemessen-wird'])('on a phone never scrolls %s sideways', (id) =>
    reading(address(id), { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }, async (page) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }),
  );
});
