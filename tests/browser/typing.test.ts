import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { launchChromium } from '../support/browsers.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

describe('the field that the reader types into', () => {
  let browser: Browser;
  let server: StaticServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveStatic({ folders: { '/': dist } });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${server.url}beispiele/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  const states = () =>
    page.locator('[data-part="attempts"] tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')));

  it('starts nothing before the reader switches it on', async () => {
    expect(await registrations()).toBe(0);
    expect(await page.locator('[data-part="input"]').isDisabled()).toBe(true);
  });

  it('asks once when the hand rests, through the service worker', async () => {
    await page.getByRole('button', { name: 'Feld einschalten' }).click();
    await page.locator('[data-part="input"]:enabled').waitFor();
    expect(await registrations()).toBe(1);
    await page.getByLabel('Dein Text').pressSequentially('Sehr', { delay: 20 });
    await page.locator('tr[data-state="shown"]').waitFor();
    expect(await states()).toEqual(['shown']);
    expect(await page.locator('[data-part="suggestion"]').textContent()).toContain('„Sehr“');
    const asked = server.log.filter((line) => line.includes('/v1/'));
    expect(asked, 'the requests stay in the browser').toEqual([]);
  });

  it('asks at every key without debouncing', async () => {
    await page.getByLabel('ungeordnet').check();
    await page.getByLabel('Dein Text').pressSequentially('Hallo', { delay: 20 });
    await page.waitForFunction(() => document.querySelectorAll('tr[data-state="under-way"]').length === 0);
    expect(await states()).toHaveLength(5);
  });

  it('holds the page at every key when it blocks', async () => {
    await page.getByLabel('blockierend').check();
    await page.getByLabel('Dein Text').fill('A');
    expect(await states()).toEqual(['shown']);
    expect(server.log.filter((line) => line.includes('/v1/'))).toEqual([]);
  });

  it('takes the service worker off when it is switched off', async () => {
    await page.getByRole('button', { name: 'Feld ausschalten' }).click();
    await page.getByText('abgemeldet').waitFor();
    expect(await registrations()).toBe(0);
  });
});
