import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { cardOf, chapter, desk, finished, liven, phone, useSite } from '../support/cards.ts';

const site = useSite();

/** A box of the page, in pixels. */
async function boxOf(place: Locator): Promise<{ left: number; right: number; top: number; bottom: number }> {
  return place.evaluate((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { left, right, top, bottom };
  });
}

describe('a picture that plays by itself after a run', () => {
  it('is whole when the reader comes back to it', async () => {
    const page = await site.open(chapter);
    const card = await liven(page, 'streaming');
    await card.locator('[data-start]').click();
    await finished(card);
    const frame = card.locator('.tl-frame');
    await frame.scrollIntoViewIfNeeded();
    await card.locator('.tl-playhead').waitFor({ state: 'attached' });
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await card.getByText('Abspielen').waitFor({ state: 'attached' });
    await frame.scrollIntoViewIfNeeded();
    expect(await card.locator('.tl-playhead').count()).toBe(0);
    expect(await card.locator('.tl-total:visible').count()).toBe(2);
    const slider = card.getByRole('slider', { name: 'Zeitpunkt' });
    expect(await slider.inputValue()).toBe(await slider.getAttribute('max'));
  });

  it('stays where it was if the reader played it', async () => {
    const page = await site.open(chapter);
    const card = await liven(page, 'streaming');
    await card.locator('.tl-frame').scrollIntoViewIfNeeded();
    await card.getByRole('button', { name: 'Abspielen' }).click();
    await card.locator('.tl-playhead').waitFor({ state: 'attached' });
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await card.getByText('Abspielen').waitFor({ state: 'attached' });
    expect(await card.locator('.tl-playhead').count()).toBe(1);
  });
});

describe('a call that is chosen', () => {
  it('by key in a zoomed picture comes into sight, and its note does not lie on it', async () => {
    const page = await site.open(chapter);
    const card = await liven(page);
    const frame = card.locator('.tl-frame');
    await frame.press('+');
    await frame.press('+');
    await card.locator('.tl-frame.is-zoomed').waitFor();
    for (let lane = 1; lane <= 8; lane += 1) await frame.press('ArrowDown');
    const bar = await boxOf(card.locator('.tl-lane.is-selected .tl-phase.waiting'));
    const seen = await boxOf(frame);
    expect(bar.left).toBeGreaterThanOrEqual(seen.left);
    expect(bar.right).toBeLessThanOrEqual(seen.right);
    const note = await boxOf(card.locator('.tl-note'));
    expect(note.top >= bar.bottom || note.bottom <= bar.top).toBe(true);
    for (let lane = 1; lane <= 7; lane += 1) await frame.press('ArrowUp');
    expect(await frame.evaluate((node) => node.scrollLeft)).toBe(0);
  });

  it('by touch has its note on the screen, below the picture or at its foot', async () => {
    const page = await site.open(chapter, phone);
    const card = await liven(page);
    const bars = card.locator('.tl-lane .tl-phase.waiting');
    await bars.nth(1).evaluate((node) => {
      scrollBy({ top: node.getBoundingClientRect().top - 220, behavior: 'instant' });
    });
    const bar = await boxOf(bars.nth(1));
    await page.touchscreen.tap((bar.left + bar.right) / 2, (bar.top + bar.bottom) / 2);
    const note = await boxOf(card.locator('.tl-note.is-pinned'));
    expect(note.top).toBeGreaterThan(bar.bottom);
    expect(note.bottom).toBeLessThanOrEqual(740);
    const picture = await boxOf(card.locator('svg.tl-figure'));
    expect(note.top >= picture.bottom || note.bottom >= 740 - 9).toBe(true);
  });
});

/** Words of a picture that lie on each other, and those smaller than 10.5 px. */
function badWords(figure: Locator): Promise<readonly string[]> {
  return figure.evaluate((node) => {
    const words = [...node.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
    const small = words.filter(({ text }) => Number.parseFloat(getComputedStyle(text).fontSize) < 10.5);
    // A line's box is some pixels higher than its letters.
    const onEachOther = words.filter(({ box }, index) =>
      words.some(
        ({ box: other }, at) =>
          at < index &&
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > 0 &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3,
      ),
    );
    return [...small, ...onEachOther].map(({ text }) => text.textContent ?? '');
  });
}

describe('the words in the picture', () => {
  it.each([
    ['beispiele/', 'autovervollstaendigung'],
    [chapter, 'streaming'],
    [chapter, 'viele-aufrufe'],
    ['synchron-und-asynchron/', 'blockierte-event-loop'],
    ['darueber-hinaus/', 'thread-pool'],
  ])('of %s, %s can be read, on a desktop and on a phone', async (where, slug) => {
    for (const screen of [desk, phone]) {
      const page = await site.open(where, screen);
      const figure = cardOf(page, slug).locator('svg.tl-figure');
      await figure.scrollIntoViewIfNeeded();
      await expect.poll(() => figure.evaluate((node) => node.getBoundingClientRect().height)).toBeGreaterThan(100);
      expect(await badWords(figure)).toEqual([]);
    }
  });

  it('say what each mark means, even without script', async () => {
    const page = await site.open(chapter, { ...desk, javaScriptEnabled: false });
    const help = cardOf(page).locator('details', { hasText: 'So liest du das Bild' });
    await help.locator('summary').click();
    for (const word of ['dann absichern', 'Antwort ist vollständig', 'je höher', 'Ende des Laufs'])
      expect(await help.innerText()).toContain(word);
  });
});
