import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { cardOf, chapter, desk, finished, liven, phone, status, useSite, write } from '../support/cards.ts';

const site = useSite();

interface State {
  readonly name: string;
  /** Brings a card into the state; it stays there until the page is closed. */
  reach(page: Page): Promise<Locator>;
}

async function start(page: Page): Promise<Locator> {
  const card = await liven(page);
  await card.locator('[data-start]').click();
  return card;
}

/** Requests for the laboratory's parts are answered when the page is closed. */
async function holdBack(page: Page): Promise<void> {
  await page.route('**/lab/**', () => undefined);
}

const endless = 'import time\nprint("los", flush=True)\nwhile True:\n    time.sleep(1)\n';

const states: readonly State[] = [
  { name: 'before', reach: async (page) => cardOf(page) },
  { name: 'live, nothing run', reach: (page) => liven(page) },
  {
    name: 'loading',
    async reach(page) {
      await holdBack(page);
      const card = await start(page);
      await card.locator('progress').waitFor();
      return card;
    },
  },
  {
    name: 'running',
    async reach(page) {
      const card = await liven(page);
      await card.getByRole('radio', { name: 'Echtzeit' }).check();
      await card.locator('[data-start]').click();
      await status(card).getByText('Läuft.').waitFor({ timeout: 60_000 });
      return card;
    },
  },
  {
    name: 'stopped',
    async reach(page) {
      const card = await liven(page);
      await write(card, endless);
      await card.locator('[data-start]').click();
      await card.locator('.wz-output').getByText('los').waitFor({ timeout: 60_000 });
      await card.locator('.wz-controls').getByRole('button', { name: 'Anhalten' }).click();
      await status(card).getByText('Angehalten.').waitFor();
      return card;
    },
  },
  {
    name: 'failed program',
    async reach(page) {
      const card = await liven(page);
      await write(card, 'raise ValueError("kaputt")\n');
      await card.locator('[data-start]').click();
      await status(card).getByText('ist mit einem Fehler beendet').waitFor({ timeout: 60_000 });
      return card;
    },
  },
  {
    name: 'failed machinery',
    async reach(page) {
      await page.route('**/lab/**', (route) => route.abort());
      const card = await start(page);
      await card.getByText('Das Labor konnte den Lauf nicht ausführen').waitFor();
      return card;
    },
  },
  {
    name: 'ended, everything open',
    async reach(page) {
      const card = await start(page);
      await finished(card);
      for (const summary of await card.locator('summary:visible').all()) await summary.click();
      await card.locator('.wz-charts svg').first().waitFor();
      await card.locator('.tl-frame').focus();
      await page.keyboard.press('ArrowDown');
      await card.locator('.tl-note').waitFor();
      return card;
    },
  },
  {
    name: 'forecast shown',
    async reach(page) {
      const card = await liven(page);
      await card.locator('.wz-free input').fill('37');
      await card.locator('.tl-forecast').first().waitFor();
      return card;
    },
  },
  {
    name: 'editor open',
    async reach(page) {
      const card = await liven(page);
      await card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true').click();
      await card.locator('.wz-editor').waitFor();
      return card;
    },
  },
  {
    name: 'differences shown',
    async reach(page) {
      const card = await liven(page);
      await write(card, 'print("meins")\n');
      await card.getByRole('button', { name: 'Unterschiede' }).click();
      await card.locator('.wz-diff').waitFor();
      return card;
    },
  },
];

const still = { bypassCSP: true, reducedMotion: 'reduce' } as const;

describe.each(['light', 'dark'] as const)('axe finds nothing, %s', (colorScheme) => {
  it.each(states)('$name', async ({ reach }) => {
    const page = await site.open(chapter, { ...phone, ...still, colorScheme });
    await reach(page);
    expect(await axeFindings(page, '[data-experiment="viele-aufrufe"]')).toEqual([]);
  });

  it('with the large editor open', async () => {
    const page = await site.open(chapter, { ...desk, ...still, colorScheme });
    const card = await liven(page);
    await card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true').click();
    await card.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
    expect(await axeFindings(page, '[data-experiment="viele-aufrufe"]')).toEqual([]);
  });

  it('in the laboratory with two programs', async () => {
    const page = await site.open('labor/', { ...desk, ...still, colorScheme });
    await page.locator('.wz-laboratory [data-start]').hover();
    await page.locator('.wz-laboratory[data-live]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
