import type { Browser, Locator, Page } from 'playwright';
import { choose, finished, openCard } from './page-card.ts';

/** How quickly a picture of two runs of 10,000 requests each appears, and how smoothly it is scrubbed. */
export interface TimelineSpeed {
  /** Median milliseconds from the click that shows the runs until they are drawn. */
  readonly drawnMs: number;
  /** Frames per second while the picture is scrubbed. */
  readonly fps: number;
  readonly frameMedianMs: number;
  readonly frameP95Ms: number;
}

const CALLS = 10_000;
const DRAWINGS = 5;

/** The card allows 1,000 calls; for this picture it is told to allow more. */
function allowManyCalls(browser: Browser): Browser['newContext'] {
  return async (options) => {
    const context = await browser.newContext(options);
    await context.route('**/labor/daten/viele-aufrufe.json', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({ response, body: text.replaceAll('"max":1000', `"max":${CALLS}`) });
    });
    return context;
  };
}

/** Milliseconds from a click in the page until what follows is painted. */
function drawnAfter(radio: Locator): Promise<number> {
  return radio.evaluate(async (input: HTMLInputElement) => {
    const from = performance.now();
    input.click();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - from;
  });
}

/** Durations of the page's frames, in milliseconds, while `work` goes on. */
async function framesDuring(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (Reflect.get(window, 'scrubFrames') === frames) requestAnimationFrame(step);
    };
    Reflect.set(window, 'scrubFrames', frames);
    requestAnimationFrame(step);
  });
  await work();
  return page.evaluate(() => {
    const frames = Reflect.get(window, 'scrubFrames') as number[];
    Reflect.deleteProperty(window, 'scrubFrames');
    // The first lies before the work.
    return frames.slice(1);
  });
}

/** Drags the playhead to and fro over the whole picture. */
async function scrub(page: Page, slider: Locator): Promise<void> {
  const box = await slider.boundingBox();
  if (box === null) throw new Error('Failed to scrub: the picture has no slider. Open a finished run first.');
  const y = box.y + box.height / 2;
  const at = (share: number): number => box.x + 8 + share * (box.width - 16);
  await page.mouse.move(at(1), y);
  await page.mouse.down();
  for (let step = 0; step <= 400; step += 1) await page.mouse.move(at(Math.abs(1 - (step % 200) / 100)), y);
  await page.mouse.up();
}

const rank = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;

/** Draws and scrubs two runs of 10,000 requests each; nothing is slowed down. */
export async function timelineSpeed(browser: Browser, chapter: string): Promise<TimelineSpeed> {
  const newContext = allowManyCalls(browser);
  const { page, card, close } = await openCard({ newContext }, chapter, 'viele-aufrufe');
  try {
    await choose(card, 'TypeScript', CALLS);
    await card.locator('[data-start]').click();
    await finished(card);
    const drawings: number[] = [];
    for (let i = 0; i < DRAWINGS; i += 1) {
      await drawnAfter(card.getByRole('radio', { name: 'Python' }));
      drawings.push(await drawnAfter(card.getByRole('radio', { name: 'TypeScript' })));
    }
    const slider = card.getByRole('slider', { name: 'Zeitpunkt' });
    await slider.scrollIntoViewIfNeeded();
    const frames = await framesDuring(page, () => scrub(page, slider));
    const total = frames.reduce((sum, frame) => sum + frame, 0);
    return {
      drawnMs: rank(drawings, 0.5),
      fps: (frames.length * 1_000) / total,
      frameMedianMs: rank(frames, 0.5),
      frameP95Ms: rank(frames, 0.95),
    };
  } finally {
    await close();
  }
}
