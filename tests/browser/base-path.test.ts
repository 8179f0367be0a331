import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { siteUnder } from '../support/astro-build.ts';
import { launchChromium } from '../support/browsers.ts';

const base = '/wartezeit/';

let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveStatic({ folders: { '/': siteUnder(base) }, base });
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Opens a page below the base path; answers what the site did not have, so that tests can ask for nothing. */
async function open(path: string): Promise<{ readonly page: Page; readonly missing: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const missing: string[] = [];
  page.context().on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(new URL(path, server.url).href, { waitUntil: 'networkidle' });
  return { page, missing };
}

describe(`below ${base}, from a static host without headers of its own`, () => {
  it('the start page leads to a chapter', async () => {
    const { page, missing } = await open('');
    await page.locator('a[rel="next"]').click();
    await page.locator('h1', { hasText: 'Was bedeutet synchron' }).waitFor();
    expect(new URL(page.url()).pathname.startsWith(base)).toBe(true);
    expect(missing).toEqual([]);
  });

  it.each(['Python', 'TypeScript'])("a chapter's programs run, %s", async (language) => {
    const { page, missing } = await open('performance-metriken/');
    const card = page.locator('[data-experiment="viele-aufrufe"]');
    await card.locator('[data-start]').hover();
    await page.locator('[data-experiment="viele-aufrufe"][data-live]').waitFor();
    await card.getByRole('radio', { name: language }).check();
    await card.locator('[data-start]').click();
    await card.getByText('Fertig: Das Bild zeigt deinen Lauf.').waitFor({ timeout: 90_000 });
    expect(missing).toEqual([]);
  });

  it('a shared link opens the laboratory, where it runs', async () => {
    const { page } = await open('performance-metriken/');
    const card = page.locator('[data-experiment="viele-aufrufe"]');
    await card.getByRole('button', { name: 'Link zum Teilen' }).click();
    const link = (await card.getByRole('link', { name: 'Im Labor öffnen' }).getAttribute('href')) ?? '';
    expect(new URL(link, server.url).pathname).toBe(`${base}labor/`);
    const laboratory = await open(link);
    const lab = laboratory.page.locator('.wz-laboratory');
    await laboratory.page.locator('.wz-laboratory[data-live]').waitFor();
    await lab.locator('[data-start]').click();
    await lab.getByText('Fertig: Das Bild zeigt deinen Lauf.').waitFor({ timeout: 90_000 });
    expect(laboratory.missing).toEqual([]);
  });

  it('the search leads to a page of the site', async () => {
    const { page, missing } = await open('');
    await page.getByRole('button', { name: /Suchen/ }).click();
    await page.locator('.pagefind-ui__search-input').fill('Semaphore');
    const hit = page.locator('.pagefind-ui__result-link').first();
    await hit.waitFor();
    expect(new URL((await hit.getAttribute('href')) ?? '', server.url).pathname.startsWith(base)).toBe(true);
    await hit.click();
    await page.waitForLoadState();
    expect(await page.locator('h1').first().textContent()).not.toMatch(/404/);
    expect(missing).toEqual([]);
  });

  it('the search offers the glossary’s entry of a word, and finds no labels of controls', async () => {
    const { page } = await open('');
    await page.getByRole('button', { name: /Suchen/ }).click();
    await page.locator('.pagefind-ui__search-input').fill('Semaphore');
    const glossary = page.locator('.pagefind-ui__result', { has: page.locator(`[href="${base}glossar/"]`) });
    const first = glossary.locator('.pagefind-ui__result-nested .pagefind-ui__result-link').first();
    await first.waitFor();
    expect(await first.getAttribute('href')).toBe(`${base}glossar/#semaphore`);
    await page.locator('.pagefind-ui__search-input').fill('Herunterladen');
    await page.locator('.pagefind-ui__message', { hasText: 'Treffer für „Herunterladen“' }).waitFor();
    await expect.poll(() => page.locator('.pagefind-ui__loading').count()).toBe(0);
    expect(await page.getByText('KopierenHerunterladen').count()).toBe(0);
  });

  it('a word that nobody wrote is not said to be found, but its beginning at most', async () => {
    const { page } = await open('');
    await page.getByRole('button', { name: /Suchen/ }).click();
    await page.locator('.pagefind-ui__search-input').fill('blablubb');
    // Whether a beginning of it stands somewhere hangs on how Pagefind cuts its index.
    const honest = /^Kein Treffer für „blablubb“$|Treffer für „blablubb“ oder den Anfang davon$/;
    await page.locator('.pagefind-ui__message', { hasText: honest }).waitFor();
  });
});
