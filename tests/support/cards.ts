import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { siteFolder } from '../browser/content/built-site.ts';
import { launchChromium } from './browsers.ts';

/** The chapter whose first experiment the runner's tests use. */
export const chapter = 'performance-metriken/';

export const desk = { viewport: { width: 1280, height: 1000 } } as const;
export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
/** Wide enough for a desktop's layout, but with touch: the editor is the plain field. */
export const tablet = { ...phone, viewport: { width: 700, height: 900 } } as const;

/** The built site in Chromium. */
export interface SiteInBrowser {
  /** Addresses of what was asked for, in order. */
  readonly log: readonly string[];
  /** Opens a page; it is closed after the test. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** The absolute address of a path. */
  address(path: string): string;
}

/** Serves the built site and starts Chromium for all tests of the file that calls it. */
export function useSite(): SiteInBrowser {
  let server: StaticServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    server = await serveStatic({ folders: { '/': siteFolder } });
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  const address = (path: string): string => new URL(path, server.url).href;
  return {
    get log() {
      return server.log;
    },
    address,
    async open(path, options = desk) {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(address(path));
      return page;
    },
  };
}

/** An experiment's card. */
export function cardOf(page: Page, slug = 'viele-aufrufe'): Locator {
  return page.locator(`[data-experiment="${slug}"]`);
}

/** Makes a card live as a reader would: by pointing at it. */
export async function liven(page: Page, slug = 'viele-aufrufe'): Promise<Locator> {
  const card = cardOf(page, slug);
  await card.locator('[data-start]').scrollIntoViewIfNeeded();
  await card.locator('[data-start]').hover();
  await page.locator(`[data-experiment="${slug}"][data-live]`).waitFor();
  return card;
}

/** The line that says what the laboratory does. */
export const status = (card: Locator): Locator => card.locator('.wz-status').first();

/** Waits until the card's run has come to its end. */
export async function finished(card: Locator): Promise<void> {
  await status(card).getByText('Fertig: Das Bild zeigt deinen Lauf.').waitFor({ timeout: 90_000 });
}

/** Writes a program into the open text of the shown tab, through the plain field. */
export async function write(card: Locator, source: string): Promise<void> {
  await card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true').click();
  await card.locator('.wz-editor textarea').fill(source);
}
