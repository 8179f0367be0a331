import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { cardOf, chapter, desk, finished, liven, phone, status, tablet, useSite } from '../support/cards.ts';

const site = useSite();

/** Distance of an element from the top of the page, and the page's own place. */
const placeOf = (element: Locator): Promise<{ readonly top: number; readonly scroll: number }> =>
  element.evaluate((node) => ({
    top: Math.round(node.getBoundingClientRect().top + scrollY),
    scroll: Math.round(scrollY),
  }));

/** What a browser sends when the page moves under a pointer that rests. */
const moveUnderRestingPointer = async (node: Element): Promise<void> => {
  const { left, top } = node.getBoundingClientRect();
  for (const type of ['pointermove', 'mousemove'])
    node.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: left + 4, clientY: top + 4 }));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};

describe('writing', () => {
  it('takes the place of the still code without moving anything, and puts the caret where the reader clicked', async () => {
    const page = await site.open(chapter);
    const card = await liven(page);
    const line = card.locator('.wz-panel:visible .line', { hasText: 'start = time' });
    await line.scrollIntoViewIfNeeded();
    const below = card.locator('.wz-controls');
    const before = await placeOf(below);
    await line.click();
    await card.locator('.monaco-editor .view-line', { hasText: 'start' }).first().waitFor({ timeout: 60_000 });
    expect(await placeOf(below)).toEqual(before);
    await page.keyboard.type('# hier ');
    await card.locator('.monaco-editor .view-line', { hasText: '# hier start' }).waitFor();
    await card.locator('.tl-frame').focus();
    await page.keyboard.press('ArrowDown');
    const lit = card.locator('.monaco-editor .is-linked');
    await lit.waitFor({ state: 'attached' });
    const elsewhere = card.locator('.monaco-editor .view-line', { hasText: 'import' }).first();
    await elsewhere.evaluate(moveUnderRestingPointer);
    expect(await lit.count()).toBe(1);
    await page.keyboard.press('Escape');
    await card.locator('.monaco-editor .view-line', { hasText: 'client.chat' }).hover();
    await expect.poll(() => card.locator('.tl-lane.is-linked').count()).toBe(10);
  });

  it('on a phone too, and Starten stays in sight', async () => {
    const page = await site.open(chapter, phone);
    const card = cardOf(page);
    const edit = card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true');
    await edit.scrollIntoViewIfNeeded();
    const below = card.locator('.wz-controls');
    const before = await placeOf(below);
    await edit.tap();
    await card.locator('.wz-editor textarea').waitFor();
    expect((await placeOf(below)).top).toBe(before.top);
    await card.locator('.wz-editor textarea').fill('print("kurz")\n');
    expect((await placeOf(below)).top).toBeLessThanOrEqual(before.top);
    expect(await card.locator('.wz-run').isVisible()).toBe(true);
  });
});

describe('a run that was stopped by keyboard', () => {
  it('leaves the focus where it was, and a picture of its own length that can be walked through', async () => {
    const page = await site.open(chapter);
    const card = await liven(page);
    await card.getByRole('radio', { name: 'Echtzeit' }).check();
    await card.locator('[data-start]').click();
    await status(card).getByText('Läuft.').waitFor({ timeout: 60_000 });
    const stop = card.locator('.wz-controls').getByRole('button', { name: 'Anhalten' });
    await stop.press('Enter');
    await status(card).getByText('Angehalten.').waitFor();
    expect(await stop.evaluate((button) => document.activeElement === button)).toBe(true);
    const clock = card.locator('.tl-clock');
    // The recording before it took 30 s.
    await expect.poll(async () => Number.parseFloat((await clock.textContent()) ?? '')).toBeLessThan(20);
    await card.getByRole('button', { name: 'Einen Schritt zurück' }).click();
    expect(await card.getByRole('slider', { name: 'Zeitpunkt' }).isEnabled()).toBe(true);
  });
});

describe('a number that cannot be run', () => {
  it('is named beside Start and where it is written, and nothing is foretold of it', async () => {
    const page = await site.open(chapter);
    const card = await liven(page);
    const controls = card.locator('.wz-controls');
    const before = await placeOf(controls);
    await card.locator('.wz-free input').fill('10000');
    await status(card).getByText('So lässt sich nicht starten.').waitFor();
    expect(await status(card).textContent()).toContain('von 1 bis 1.000');
    expect(await card.locator('.wz-conditions > .wz-foreseen').textContent()).toContain('von 1 bis 1.000');
    expect(await card.locator('.tl-forecast').count()).toBe(0);
    expect((await placeOf(controls)).top).toBe(before.top);
    await card.locator('.wz-free input').fill('20');
    await card.locator('.tl-forecast').first().waitFor();
  });
});

describe('what is missing is said', () => {
  const starts = async (page: Page): Promise<string> => {
    const card = await liven(page);
    await card.locator('[data-start]').click();
    await card.locator('.wz-status.wz-problem').waitFor({ timeout: 60_000 });
    expect(await card.locator('.tl-total:visible').count()).toBe(2);
    return (await status(card).textContent()) ?? '';
  };

  it('WebAssembly', async () => {
    const page = await site.open('');
    await page.context().addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await page.goto(site.address(chapter));
    expect(await starts(page)).toContain('Das Labor braucht WebAssembly');
  });

  it('workers', async () => {
    const page = await site.open('');
    await page.context().addInitScript(() => {
      Reflect.set(window, 'Worker', function refuse() {
        throw new Error('blocked');
      });
    });
    await page.goto(site.address(chapter));
    expect(await starts(page)).toContain('Der Browser hat den Arbeitsprozess des Labors nicht zugelassen');
  });

  it('the network, and it works again when it is back', async () => {
    const page = await site.open(chapter);
    await page.route('**/lab/**', (route) => route.abort());
    const card = await liven(page);
    await page.context().setOffline(true);
    await card.locator('[data-start]').click();
    await status(card).getByText('Dein Gerät ist offline').waitFor({ timeout: 60_000 });
    await page.context().setOffline(false);
    await page.unroute('**/lab/**');
    await card.locator('[data-start]').click();
    await finished(card);
  });

  it('Python, where the site was built without pip', async () => {
    const page = await site.open(chapter);
    // Asked once, and before: a page that is closed meanwhile takes an answer with it.
    const manifest = await (await page.request.get(site.address('lab/manifest.json'))).json();
    const json = { ...manifest, python: null, pythonMissing: 'ohne pip' };
    await page.route('**/lab/manifest.json', (route) => route.fulfill({ json }).catch(() => undefined));
    expect(await starts(page)).toContain('wurde ohne Python gebaut');
  });

  it('a storage that is locked: no error on any kind of page, and edits run', async () => {
    const page = await site.open('', tablet);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.context().addInitScript(() => {
      for (const key of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, key, {
          configurable: true,
          get() {
            throw new DOMException('locked', 'SecurityError');
          },
        });
      }
    });
    for (const path of ['', 'glossar/', 'labor/', 'entscheiden/', chapter]) {
      await page.goto(site.address(path));
      await page.waitForLoadState('networkidle');
    }
    const card = await liven(page);
    await card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true').click();
    await card.locator('.wz-editor textarea').fill('print("weg")\n');
    await card.getByText('Deine Änderungen gehen beim Neuladen verloren').waitFor();
    expect(errors).toEqual([]);
  });

  it('room to keep edits', async () => {
    const page = await site.open('', tablet);
    await page.context().addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto(site.address(chapter));
    const card = await liven(page);
    await card.getByRole('button', { name: 'Bearbeiten' }).locator('visible=true').click();
    await card.locator('.wz-editor textarea').fill('print("weg")\n');
    await card.getByText('Deine Änderungen gehen beim Neuladen verloren').waitFor();
  });

  it('the wish to pay: a metered connection is asked, loads nothing before, and runs after the answer', async () => {
    const page = await site.open('', phone);
    await page.context().addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await page.goto(site.address(chapter));
    const before = site.log.length;
    const card = cardOf(page);
    await card.locator('[data-start]').tap();
    await card.locator('.wz-asking').waitFor();
    expect(await status(card).textContent()).toMatch(/lädt \d+,\d\sMB/);
    const parts = site.log.slice(before).filter((line) => line.includes('/lab/'));
    expect(parts.every((line) => line.includes('manifest.json'))).toBe(true);
    await card.locator('[data-start]').tap();
    await finished(card);
  });
});

it('paper says a number that none of the buttons has', async () => {
  const page = await site.open(chapter);
  const card = await liven(page);
  const own = card.locator('.wz-free input').first();
  await page.emulateMedia({ media: 'print' });
  expect(await own.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await own.fill('37');
  await page.emulateMedia({ media: 'print' });
  expect(await own.isVisible()).toBe(true);
  expect(await own.inputValue()).toBe('37');
});

describe('the event loop', () => {
  const lesson = 'blockierte-event-loop';
  const where = 'synchron-und-asynchron/';

  it('shows who holds it: pointing names a task and what it did', async () => {
    const page = await site.open(where);
    const card = await liven(page, lesson);
    const figure = card.locator('svg.tl-figure');
    await figure.scrollIntoViewIfNeeded();
    expect(await figure.locator('.tl-task-name').allTextContents()).toEqual([
      'main',
      'herzschlag',
      'aufgabe 1',
      'aufgabe 2',
      'aufgabe 3',
    ]);
    expect(await figure.locator('rect.tl-task-blocked').count()).toBeGreaterThanOrEqual(3);
    const name = await figure.locator('.tl-task-name', { hasText: 'aufgabe 2' }).boundingBox();
    if (name === null) throw new Error('The task has no place.');
    await page.mouse.move(name.x + 5, name.y + name.height / 2);
    const note = card.locator('.tl-note');
    await note.waitFor();
    expect(await note.textContent()).toMatch(/aufgabe 2.*hielt die Event-Loop an\s*1,0\d\ss.*bereit, kam nicht dran/);
  });

  it('is offered in TypeScript only the ways that a program there can go', async () => {
    const page = await site.open(where);
    const card = await liven(page, lesson);
    const ways = card.getByRole('group', { name: 'Was in der Coroutine steht' });
    await card.getByRole('radio', { name: 'TypeScript' }).check();
    expect(await ways.getByRole('radio').count()).toBe(2);
    expect(await ways.getByRole('radio', { name: 'await' }).isChecked()).toBe(true);
    expect(await card.locator('.tl figcaption').textContent()).toMatch(/blockierend: 3\sAnfragen in 3,1/);
    await card.getByRole('radio', { name: 'Python' }).check();
    expect(await ways.getByRole('radio', { name: 'requests' }).isChecked()).toBe(true);
  });

  it('is walked by keyboard, and stands in the table and the sentence', async () => {
    const page = await site.open(where);
    const card = await liven(page, lesson);
    await card.locator('.tl-frame').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await card.locator('.tl-note').textContent()).toContain('herzschlag');
    expect(await card.locator('.tl figcaption').textContent()).toMatch(/5\sTasks, die Event-Loop stand 3,\d+\ss still/);
    expect(await card.locator('table', { hasText: 'Task oder Thread' }).textContent()).toMatch(
      /herzschlag.*abgebrochen/,
    );
  });

  it('is complete without script', async () => {
    const page = await site.open(where, { ...desk, javaScriptEnabled: false });
    const figure = cardOf(page, lesson).locator('svg.tl-figure');
    expect(await figure.locator('.tl-task-name').count()).toBe(5);
    expect(await figure.locator('path.tl-task.ready').count()).toBe(1);
  });
});

describe('a finger that scrolls', () => {
  it('leaves the slider alone on which it began', async () => {
    const page = await site.open(chapter, phone);
    const card = cardOf(page);
    await card.locator('summary', { hasText: 'Bedingungen:' }).tap();
    await page.locator('[data-experiment="viele-aufrufe"][data-live]').waitFor();
    const slider = card.locator('.wz-service input[type="range"]').first();
    await slider.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const [before, from] = [await slider.inputValue(), await page.evaluate(() => scrollY)];
    const box = await slider.boundingBox();
    if (box === null) throw new Error('No slider is drawn.');
    const session = await page.context().newCDPSession(page);
    const [x, y] = [box.x + box.width * 0.8, box.y + box.height / 2];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (let step = 1; step <= 10; step += 1)
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y - step * 15 }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(from);
    expect(await slider.inputValue()).toBe(before);
    expect(await card.locator('.wz-service select').first().inputValue()).toBe('artikel');
  });
});

describe('one experiment from question to file', () => {
  it('at 360 px, by touch', async () => {
    const page = await site.open(chapter, phone);
    const card = cardOf(page);
    await card.locator('label:has(> input[type="radio"][value="1"])').tap();
    await page.locator('[data-experiment="viele-aufrufe"][data-live]').waitFor();
    await card.getByRole('tab', { name: 'asynchron', exact: true }).tap();
    await card.locator('[data-start]').tap();
    await finished(card);
    const frame = card.locator('.tl-frame');
    await frame.scrollIntoViewIfNeeded();
    const bar = await card.locator('.tl-phase.waiting').first().boundingBox();
    if (bar === null) throw new Error('No request is drawn.');
    await page.touchscreen.tap(bar.x + bar.width / 2, bar.y + bar.height / 2);
    expect(await card.locator('.tl-note').textContent()).toContain('Aufruf 1');
    await card.getByRole('button', { name: 'Schließen' }).tap();
    await card.locator('summary', { hasText: 'Daten als Tabelle' }).tap();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'CSV', exact: true }).tap(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^lauf,aufruf,.*\nsynchron,1,1,.*,beantwortet,/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('without motion: the end at once, and steps on demand', async () => {
    const page = await site.open(chapter, { ...desk, reducedMotion: 'reduce' });
    const card = await liven(page);
    await card.locator('[data-start]').click();
    await finished(card);
    expect(await card.locator('.tl-playhead').count()).toBe(0);
    const clock = card.locator('.tl-clock');
    const end = await clock.textContent();
    await card.getByRole('button', { name: 'Einen Schritt zurück' }).click();
    await card.getByRole('button', { name: 'Einen Schritt zurück' }).click();
    expect(await clock.textContent()).not.toBe(end);
    // A file shows all of the run, wherever the picture stands.
    expect(await card.locator('.tl-total:visible').count()).toBeLessThan(2);
    await card.locator('summary', { hasText: 'Daten als Tabelle' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'SVG', exact: true }).click(),
    ]);
    const picture = readFileSync(await download.path(), 'utf8');
    for (const total of await card.locator('.tl-total').allTextContents()) expect(picture).toContain(`>${total}<`);
    expect(picture).not.toMatch(/clip-path=|visibility="hidden"|tl-playhead/);
    await card.getByRole('slider', { name: 'Zeitpunkt' }).press('End');
    expect(await clock.textContent()).toBe(end);
    const moving = await card.evaluate((node) => node.getAnimations({ subtree: true }).length);
    expect(moving).toBe(0);
  });

  it('can be looked at closely: the axis grows finer and scrolls inside itself, by button and key', async () => {
    const page = await site.open(chapter, phone);
    const card = await liven(page);
    const marks = card.locator('.tl-axis text');
    const before = await marks.count();
    await card.getByRole('button', { name: 'Zeitachse vergrößern' }).tap();
    await card.locator('.tl-frame').press('+');
    await card.locator('.tl-frame.is-zoomed').waitFor();
    expect(await marks.count()).toBeGreaterThan(2 * before);
    expect(await card.locator('.tl-frame').evaluate((frame) => frame.scrollWidth / frame.clientWidth)).toBeCloseTo(
      4,
      0,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await card.locator('.tl-frame').press('-');
    await card.getByRole('button', { name: 'Zeitachse verkleinern' }).tap();
    expect(await marks.count()).toBe(before);
  });

  it('is still while nobody looks', async () => {
    const page = await site.open(chapter);
    const card = await liven(page);
    await card.locator('.tl-frame').scrollIntoViewIfNeeded();
    await card.getByRole('button', { name: 'Abspielen' }).click();
    await card.getByRole('button', { name: 'Pause' }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await card.getByText('Abspielen').waitFor({ state: 'attached' });
  });

  it('a stream arrives as text in the pace of its tokens', async () => {
    const page = await site.open(chapter);
    const card = await liven(page, 'streaming');
    const text = card.locator('.wz-stream').first();
    const arrived = (): Promise<number> =>
      text.evaluate(
        (node) => (node.textContent ?? '').length - (node.querySelector('.wz-later')?.textContent ?? '').length,
      );
    const whole = await arrived();
    const slider = card.getByRole('slider', { name: 'Zeitpunkt' });
    await slider.fill(String(Number(await slider.getAttribute('max')) / 2));
    const half = await arrived();
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(whole);
  });
});
