import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { chapter, desk, liven, useSite } from '../support/cards.ts';

const site = useSite();

async function downloaded(page: Page, card: Locator, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await card.locator('.wz-export').getByRole('button', { name, exact: true }).click();
  return readFileSync(await (await waiting).path());
}

async function openData(): Promise<readonly [Page, Locator]> {
  const page = await site.open(chapter, desk);
  const card = await liven(page);
  await card.locator('summary', { hasText: 'Daten als Tabelle' }).click();
  return [page, card];
}

it('a picture carries title, question, conditions, day, address and the page’s font', async () => {
  const [page, card] = await openData();
  const svg = (await downloaded(page, card, 'SVG')).toString();
  const words = [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text).join('\n');
  expect(words).toContain('Viele Aufrufe');
  expect(words).toContain('Wie lange dauert es nacheinander');
  expect(words).toMatch(/10\sAufrufe, Bedingungen „Wie im Artikel“ \(2–5\ss je Antwort/);
  expect(words).toMatch(/Wartezeit · \d+\. \S+ \d{4} · http\S+\/performance-metriken\/#x-viele-aufrufe-title/);
  expect(svg).toMatch(/@font-face\{font-family:"?Inter/);
  expect(svg).toContain('url(data:font/woff2;base64,');
});

it('the PNG is drawn with that font under the page’s own policy', async () => {
  const [page, card] = await openData();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const png = await downloaded(page, card, 'PNG');
  // Without its font the same file gives another picture.
  await page.route('**/*.woff2', (route) => route.abort());
  const fallback = await downloaded(page, card, 'PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.equals(fallback)).toBe(false);
  expect(errors.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
});

it('the table has the conditions in a column', async () => {
  const [page, card] = await openData();
  const [heads = '', first = ''] = (await downloaded(page, card, 'CSV')).toString().split('\n');
  expect(heads).toMatch(/^lauf,.*,bedingungen$/);
  expect(first).toContain('„Wie im Artikel“');
});
