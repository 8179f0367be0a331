import type { Browser, Locator, Page } from 'playwright';
import { choose, openCard } from './page-card.ts';

/** Interaction to next paint over a series of interactions, in milliseconds. */
export interface Interactions {
  readonly count: number;
  readonly p98: number;
  readonly max: number;
  /** What the slowest was, and near which moment of the run. */
  readonly worst: string;
}

/** How the page runs while the reader interacts with it. */
export interface InteractionCase {
  readonly language: 'Python' | 'TypeScript';
  /** Null: nothing runs; what the page, the browser and the machine take by themselves. */
  readonly clock: 'Sofort' | 'Zeitraffer' | null;
  /** Requests of each of the two programs. */
  readonly calls: number;
  /** So many interactions, over as many runs as they last. */
  readonly interactions: number;
}

/** One interaction of a reader, with the browser's own input; false where what it needs is not on the page now. */
type Act = (page: Page, card: Locator) => Promise<boolean>;

/** The middle of an element, scrolled into view. */
async function middleOf(target: Locator): Promise<{ readonly x: number; readonly y: number } | null> {
  if (!(await target.isVisible())) return null;
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  return box === null ? null : { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40) };
}

/**
 * What the bench itself does on the page's slowed thread (looking for an element takes it up to 170 ms) is no reader's
 * waiting: it lies before the interaction, and what it held up is drawn before.
 */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

function click(find: (card: Locator) => Locator): Act {
  return async (page, card) => {
    const at = await middleOf(find(card));
    if (at === null) return false;
    await settled(page);
    await page.mouse.click(at.x, at.y);
    return true;
  };
}

function press(key: string, find?: (card: Locator) => Locator): Act {
  return async (page, card) => {
    await find?.(card).focus();
    await settled(page);
    await page.keyboard.press(key);
    return true;
  };
}

function drag(find: (card: Locator) => Locator): Act {
  return async (page, card) => {
    const slider = find(card);
    if ((await middleOf(slider)) === null) return false;
    const box = await slider.boundingBox();
    if (box === null) return false;
    await settled(page);
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.3, y);
    await page.mouse.down();
    for (let step = 1; step <= 5; step += 1) await page.mouse.move(box.x + box.width * (0.3 + step * 0.06), y);
    await page.mouse.up();
    return true;
  };
}

const summary = (text: string) => (card: Locator) => card.locator('summary', { hasText: text });
const picture = (card: Locator): Locator => card.locator('.tl-frame');

/** Clicks, keys and sliders all over the card, in a fixed order. A slider that is let go starts the runs anew. */
const acts: readonly Act[] = [
  click((card) => card.locator('[role="tab"]').nth(1)),
  press('ArrowLeft'),
  click(summary('Alle Messwerte und was sie bedeuten')),
  click(summary('Bedingungen:')),
  drag((card) => card.locator('.wz-service input[type="range"]').first()),
  press('Enter', summary('Bedingungen:')),
  press('ArrowDown', picture),
  click(picture),
  press('Escape'),
  click((card) => card.locator('.wz-guesses input').first()),
  press('4'),
  press('Backspace'),
  click(summary('Verteilung der Antwortzeiten')),
  click(summary('Daten als Tabelle und Download')),
  click(summary('Daten als Tabelle und Download')),
];

interface Noted {
  readonly name: string;
  readonly at: number;
  readonly ms: number;
  readonly id: number;
}

interface Watch {
  readonly events: Noted[];
  readonly states: { readonly at: number; readonly text: string }[];
}

/** Collects the page's event timings, as web-vitals does, and the moments at which the card's status changes. */
async function watch(page: Page, card: Locator): Promise<void> {
  await card.evaluate((element) => {
    const seen: Watch = { events: [], states: [] };
    Reflect.set(window, 'interactionWatch', seen);
    const note = (): void => {
      const text = element.querySelector('.wz-status')?.textContent?.replace(/[:.].*/, '') ?? '';
      if (seen.states.at(-1)?.text !== text) seen.states.push({ at: performance.now(), text });
    };
    // No more than the place of the status: what all of the card's changes cost to watch would be measured too.
    const place = element.querySelector('.wz-controls');
    if (place !== null)
      new MutationObserver(note).observe(place, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { readonly interactionId: number })[]) {
        const { name, startTime: at, duration: ms, interactionId: id, target } = entry;
        const place = target instanceof Element ? ` ${target.tagName.toLowerCase()}.${target.classList.item(0)}` : '';
        if (id > 0) seen.events.push({ name: name + place, at, ms, id });
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

const seenBy = (page: Page): Promise<Watch> => page.evaluate(() => Reflect.get(window, 'interactionWatch') as Watch);

/** The browser reports an interaction shorter than 16 ms not at all: it counts as 16. */
const SHORTEST = 16;

function summarise(made: number, { events, states }: Watch): Interactions {
  const slowest = new Map<number, Noted>();
  for (const event of events) if ((slowest.get(event.id)?.ms ?? 0) < event.ms) slowest.set(event.id, event);
  const all = [...slowest.values()].sort((a, b) => b.ms - a.ms);
  const count = Math.max(made, all.length);
  const worst = all[0];
  // Of fifty interactions the slowest is left out, as for the Core Web Vital.
  const p98 = all[Math.floor(count / 50)]?.ms ?? SHORTEST;
  return { count, p98, max: worst?.ms ?? SHORTEST, worst: worst === undefined ? '–' : moment(worst, states) };
}

function moment({ name, at }: Noted, states: Watch['states']): string {
  const state = states.findLast((candidate) => candidate.at <= at);
  const since = state === undefined ? '' : `, ${((at - state.at) / 1_000).toFixed(2)} s after „${state.text}“`;
  return `${name}${since}`;
}

/** Makes a fixed series of interactions during runs, on a page whose thread is four times slower than this machine's. */
export async function interactionsDuring(
  browser: Browser,
  chapter: string,
  { language, clock, calls, interactions }: InteractionCase,
): Promise<Interactions> {
  const { page, card, close } = await openCard(browser, chapter, 'viele-aufrufe');
  try {
    await choose(card, language, calls);
    if (clock !== null) await card.getByRole('radio', { name: clock }).check();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await watch(page, card);
    const start = click((all) => all.locator('[data-start][aria-disabled="false"]'));
    let made = 0;
    for (let turn = 0; turn < interactions; turn += 1) {
      if (clock !== null && (await start(page, card))) made += 1;
      if (await acts[turn % acts.length]?.(page, card)) made += 1;
    }
    // The observer is told of an interaction once it has been drawn. Waiting to the run's end would tell nothing more.
    for (let frame = 0; frame < 5; frame += 1) await settled(page);
    return summarise(made, await seenBy(page));
  } finally {
    await close();
  }
}
