import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { cardOf, chapter, desk, liven, tablet, useSite, write } from '../support/cards.ts';

const site = useSite();

/** Loading the colours takes its time on a busy machine. */
const patient = { timeout: 15_000 } as const;

const coloured = (card: Locator): Locator => card.locator('.wz-panel:visible [data-still] [class^="c-"]');
const colourFiles = (): number => site.log.filter((line) => line.includes('colourWorker')).length;

describe('code that the reader wrote', () => {
  it('is coloured like the build’s, and nothing for it is fetched before there is any', async () => {
    const before = colourFiles();
    const page = await site.open(chapter, tablet);
    const card = await liven(page);
    const colours = await coloured(card).count();
    expect(colours).toBeGreaterThan(10);
    expect(colourFiles()).toBe(before);
    await write(card, 'import time\n\n\ndef warte(): # gleich\n    return time.sleep(1)\n');
    await card.getByRole('button', { name: 'Fertig' }).click();
    await expect.poll(() => coloured(card).count(), patient).toBeGreaterThan(3);
    expect(await card.locator('.wz-panel:visible .line').first().getAttribute('data-line')).toBe('1');
    await page.reload();
    await expect.poll(() => cardOf(page).locator('.wz-panel:visible [data-still] .line').count(), patient).toBe(5);
    await expect.poll(() => coloured(cardOf(page)).count(), patient).toBeGreaterThan(3);
  });

  it('keeps its lines where they are when the colours come', async () => {
    const page = await site.open(chapter, tablet);
    await page.route('**/colourWorker*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const card = await liven(page);
    await write(
      card,
      'import time\n# ä\nprint("lange " * 20, time.time(), "noch mehr, damit die Zeile über den Rand geht")\n',
    );
    await card.getByRole('button', { name: 'Fertig' }).click();
    const size = () =>
      card.locator('.wz-panel:visible [data-still]').evaluate((pre) => [pre.clientHeight, pre.scrollWidth]);
    const plain = await size();
    expect(await coloured(card).count()).toBe(0);
    await expect.poll(() => coloured(card).count(), patient).toBeGreaterThan(2);
    expect(await size()).toEqual(plain);
  });

  it('is coloured in an empty program of the laboratory', async () => {
    const page = await site.open('labor/', desk);
    const side = page.locator('.wz-side').first();
    await side.locator('select').first().hover();
    await page.locator('[data-experiment=""][data-live]').waitFor();
    await side.locator('select').first().selectOption('eigenes/typescript');
    await expect.poll(() => side.locator('[data-still] .c-key').count(), patient).toBeGreaterThan(2);
  });
});

describe('differences', () => {
  it('fold what stayed, and show the change at the end', async () => {
    const page = await site.open(chapter, tablet);
    const card = await liven(page);
    const source = await card.locator('.wz-panel:visible [data-still]').innerText();
    await write(card, `${source}\nprint("neu")\n`);
    await card.getByRole('button', { name: 'Unterschiede' }).click();
    const change = card.locator('.wz-diff-line.added', { hasText: 'print("neu")' });
    const box = await change.boundingBox();
    expect(box?.y).toBeGreaterThan(60);
    expect(box?.y).toBeLessThan(880);
    await expect.poll(() => change.locator('.c-text').count(), patient).toBe(1);
    const shown = await card.locator('.wz-diff-line').count();
    const fold = card.getByRole('button', { name: /… \d+ unveränderte Zeilen/ });
    const hidden = Number(/\d+/.exec((await fold.textContent()) ?? '')?.[0]);
    await fold.click();
    expect(await card.locator('.wz-diff-line').count()).toBe(shown + hidden);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('wz-diff');
  });
});

it.each([
  [chapter, '.wz-panel:not([hidden]) [data-still]'],
  ['entscheiden/', '.dc-code'],
])('on %s code that goes on beyond its edge is shaded there, and covered where it ends', async (path, code) => {
  const page = await site.open(path, desk);
  const place = page.locator(code).first();
  expect(await place.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  expect(await place.evaluate((element) => getComputedStyle(element).backgroundAttachment)).toMatch(
    /^local, local, scroll, scroll/,
  );
});
