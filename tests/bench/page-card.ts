import type { Browser, Locator, Page } from 'playwright';

/** A live experiment card in a page of its own. */
export interface OpenCard {
  readonly page: Page;
  readonly card: Locator;
  close(): Promise<void>;
}

/** Opens a chapter's card and makes it live as a reader would. */
export async function openCard(browser: Pick<Browser, 'newContext'>, chapter: string, slug: string): Promise<OpenCard> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(chapter, { waitUntil: 'networkidle' });
  const card = page.locator(`[data-experiment="${slug}"]`);
  await card.locator('[data-start]').hover();
  await page.locator(`[data-experiment="${slug}"][data-live]`).waitFor();
  return { page, card, close: () => context.close() };
}

/** Chooses a language and a number of calls. */
export async function choose(card: Locator, language: string, calls: number): Promise<void> {
  await card.getByRole('radio', { name: language }).check();
  const field = card.locator('.wz-free input').first();
  await field.fill(String(calls));
  await field.press('Tab');
}

/** Waits until the status says that the run is over. */
export async function finished(card: Locator, timeout = 120_000): Promise<void> {
  await card.locator('.wz-status').first().getByText('Fertig').waitFor({ timeout });
}
