import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { availableBrowsers, launchChromium, openBrowser } from '../support/browsers.ts';
import { siteFolder } from './content/built-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desk = { viewport: { width: 1280, height: 900 } } as const;
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveStatic({ folders: { '/': siteFolder } });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Opens the page with a query, waits until it is live, does the work; no error may reach the console. */
async function onPage(
  query: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${server.url}entscheiden/${query}`, { waitUntil: 'networkidle' });
    if (options.javaScriptEnabled !== false) await page.waitForSelector('astro-island:not([ssr])');
    await work(page);
  } finally {
    await context.close();
  }
  expect(errors).toEqual([]);
}

const wizard = (page: Page) => page.locator('.dc-wizard');
const question = (page: Page) => page.locator('#dc-question');
const recommendation = (page: Page) => page.locator('#empfehlung');
const next = (page: Page) => wizard(page).locator('button[type=submit]').click();

async function focusedId(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? '');
}

/** Total times of all modes, as the bars show them. */
async function totals(page: Page): Promise<readonly string[]> {
  return page.locator('.dc-bar-total').allTextContents();
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tool = Reflect.get(window, 'axe') as {
      run(root: string): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
    };
    const { violations: found } = await tool.run('main');
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

describe.each([
  ['desk', desk],
  ['phone', phone],
] as const)('on a %s', (_, options) => {
  test('nine questions lead to a recommendation, and the address leads there again', async () => {
    let address = '';
    await onPage('', options, async (page) => {
      await wizard(page).getByText('Ein Job, der ohne Zuschauer läuft').click();
      await next(page);
      await wizard(page).getByText('Mehr als 1.000').click();
      await next(page);
      await next(page);
      await next(page);
      await wizard(page).getByText('Ja, bis morgen reicht').click();
      await next(page);
      await next(page);
      await next(page);
      await next(page);
      await expect.poll(() => focusedId(page)).toBe('empfehlung');
      expect(await recommendation(page).textContent()).toContain('Batch API');
      expect(await page.locator('.dc-reasons').first().textContent()).toContain('Frist: 24 Stunden');
      address = new URL(page.url()).search;
    });
    await onPage(address, options, async (page) => {
      await expect.poll(() => recommendation(page).textContent()).toBe('Empfehlung Batch API');
    });
  });

  test('going back loses no answer', async () => {
    await onPage('', options, async (page) => {
      await wizard(page).getByText('Ein Server').click();
      await next(page);
      await wizard(page).getByText('101 bis 1.000').click();
      await next(page);
      await page.goBack();
      await page.goBack();
      await expect.poll(() => question(page).textContent()).toBe('Was läuft da?');
      expect(await wizard(page).locator('input:checked').getAttribute('value')).toBe('server');
      await next(page);
      expect(await wizard(page).locator('input:checked').getAttribute('value')).toBe('sehr-viele');
      await wizard(page).getByRole('button', { name: 'Zurück' }).click();
      expect(await question(page).textContent()).toBe('Was läuft da?');
    });
  });

  test('nothing is wider than the screen', async () => {
    await onPage('?n=10000&rpm=60', options, async (page) => {
      for (const summary of await page.locator('.dc-app summary').all()) await summary.click();
      const tooWide = await page.evaluate(() => {
        const card = document.querySelector('.dc-app')?.getBoundingClientRect();
        const scrolls = (element: Element) => element.closest('.dc-table, .dc-code, .sr-only') !== null;
        return [...document.querySelectorAll('.dc-app *')]
          .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > (card?.right ?? 0) + 1)
          .map((element) => `${element.tagName}.${element.className}`);
      });
      expect(tooWide).toEqual([]);
    });
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing with everything open, in the %s theme',
    async (colorScheme) => {
      await onPage('?schritt=ergebnis&art=server', { ...options, colorScheme, bypassCSP: true }, async (page) => {
        for (const summary of await page.locator('.dc-app summary').all()) await summary.click();
        await page.locator('#dc-calls').fill('viele');
        expect(await violations(page)).toEqual([]);
      });
    },
  );
});

test('the last question leads to the recommendation’s beginning, and its focus shows after a click too', async () => {
  await onPage(
    '?schritt=erfahrung',
    { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' },
    async (page) => {
      await page.getByRole('button', { name: 'Zur Empfehlung' }).click();
      await expect.poll(() => focusedId(page)).toBe('empfehlung');
      const top = await recommendation(page).evaluate((heading) => heading.getBoundingClientRect().top);
      expect(top).toBeGreaterThan(60);
      expect(top).toBeLessThan(160);
      expect(await recommendation(page).evaluate((heading) => getComputedStyle(heading).outlineStyle)).toBe('solid');
    },
  );
});

test('the sentence about the forecast names what its bars show as the quickest', async () => {
  await onPage('?n=10000', desk, async (page) => {
    await expect.poll(() => page.locator('.dc-bars figcaption').textContent()).toContain('„Batch API“ mit 7');
    await expect.poll(() => recommendation(page).textContent()).not.toContain('Thread-Pool');
    expect(await page.locator('.dc-conflict').count()).toBe(0);
  });
});

test('an answer that the calculator contradicts is named, and one button takes the number over', async () => {
  await onPage('?n=10000&aufrufe=viele', desk, async (page) => {
    await expect.poll(() => page.locator('.dc-result .dc-conflict').textContent()).toContain('rechnet mit 10.000');
    const before = await recommendation(page).textContent();
    await page.locator('.dc-result .dc-conflict button').click();
    await expect.poll(() => page.locator('.dc-conflict').count()).toBe(0);
    expect(await recommendation(page).textContent()).not.toBe(before);
    expect(await page.locator('#dc-calls').inputValue()).toBe('10.000');
  });
});

test('a slider’s focus ring covers neither the field above nor the sentence below', async () => {
  await onPage('?n=500', desk, async (page) => {
    await page.locator('#dc-calls').fill('abc');
    await page.keyboard.press('Tab');
    const places = await page.locator('#dc-calls').evaluate((field) => {
      const control = field.closest('.dc-number');
      const slider = control?.querySelector('input[type=range]');
      const words = control?.querySelector('.dc-problem');
      if (slider == null || words == null) return null;
      const { outlineWidth, outlineOffset } = getComputedStyle(slider);
      const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      const box = slider.getBoundingClientRect();
      const [above, below] = [field.getBoundingClientRect().bottom, words.getBoundingClientRect().top];
      return {
        isFocused: slider.matches(':focus-visible'),
        above: box.top - ring - above,
        below: below - box.bottom - ring,
      };
    });
    expect(places?.isFocused).toBe(true);
    expect(places?.above).toBeGreaterThan(0);
    expect(places?.below).toBeGreaterThan(0);
  });
});

test('a skipped question counts with its default, a needless one is named', async () => {
  await onPage('?aufrufe=einer&schritt=aufrufe', desk, async (page) => {
    await expect
      .poll(() => wizard(page).textContent())
      .toContain('Reihenfolge. Ein einzelner Aufruf hängt von keinem anderen ab.');
    await next(page);
    expect(await question(page).textContent()).toBe('Wie lange braucht eine Antwort?');
    await wizard(page).getByText('5 bis 60 Sekunden').click();
    await wizard(page).getByRole('button', { name: 'Überspringen' }).click();
    expect(new URL(page.url()).searchParams.get('dauer')).toBeNull();
  });
});

test('the whole way by keyboard: questions, numbers, program', async () => {
  await onPage('', desk, async (page) => {
    await wizard(page).locator('input:checked').focus();
    await page.keyboard.press('ArrowDown');
    for (let asked = 1; asked <= 9; asked++) {
      await expect.poll(() => page.locator('.dc-progress').textContent()).toBe(`Frage ${asked} von 9`);
      if (asked > 1) {
        await expect.poll(() => focusedId(page)).toBe('dc-question');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => focusedId(page)).toBe('empfehlung');
    expect(await recommendation(page).textContent()).toBe('Empfehlung Asynchron mit Begrenzung');
    await page.locator('#dc-calls').focus();
    await page.keyboard.press('Tab');
    const before = await page.locator('#dc-calls').inputValue();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    expect(await page.locator('#dc-calls').inputValue()).not.toBe(before);
    await page.getByRole('button', { name: 'Kopieren' }).first().focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('section[aria-labelledby=mitnehmen] [role=status]').textContent())
      .not.toBe('');
  });
});

describe('the calculator', () => {
  test('follows the numbers and finds the best concurrency', async () => {
    await onPage('', desk, async (page) => {
      const before = await totals(page);
      await page.locator('#dc-calls').fill('2.000');
      await expect.poll(() => totals(page)).not.toEqual(before);
      await expect.poll(() => page.locator('.dc-bar-failed').count()).toBeGreaterThan(0);
      await expect.poll(() => page.locator('.dc-curve figcaption').textContent()).toMatch(/Ab 24 gleichzeitigen.*= 23/);
      expect(await page.locator('.dc-code').textContent()).toContain('PARALLEL = 24');
      await expect.poll(() => new URL(page.url()).searchParams.get('n')).toBe('2000');
    });
  });

  test.each([
    ['', 'hier fehlt eine Zahl'],
    ['0', 'mindestens 1 Aufruf.'],
    ['-3', 'mindestens 1 Aufruf.'],
    ['1e12', 'höchstens 50.000 Aufrufe'],
    ['x-ratelimit-limit-requests: 500', 'ist keine Zahl'],
  ])('answers „%s“ with a sentence at the field and keeps the last valid result', async (text, sentence) => {
    await onPage('?n=500&limit=nein', desk, async (page) => {
      await expect.poll(() => page.locator('#dc-calls').inputValue()).toBe('500');
      await expect.poll(() => page.locator('.dc-code').textContent()).toContain('ANZAHL = 500');
      await expect.poll(() => page.locator('.dc-bar-failed').count()).toBe(0);
      const valid = await totals(page);
      await page.locator('#dc-calls').fill(text);
      expect(await page.locator('#dc-calls-problem').textContent()).toContain(sentence);
      expect(await page.locator('#dc-calls').getAttribute('aria-invalid')).toBe('true');
      expect(await totals(page)).toEqual(valid);
      expect(await page.locator('.dc-code').textContent()).toContain('ANZAHL = 500');
    });
  });

  test('fills the limits from pasted headers and explains garbage', async () => {
    await onPage('', desk, async (page) => {
      await page.getByText('Aus Antwort-Headern einfügen').click();
      const field = page.getByRole('textbox', { name: /x-ratelimit/ });
      await field.fill('HTTP/2 200\nx-ratelimit-limit-requests: 60\nx-ratelimit-limit-tokens: 40000');
      expect(await page.locator('#dc-requestsPerMinute').inputValue()).toBe('60');
      expect(await page.locator('#dc-tokensPerMinute').inputValue()).toBe('40.000');
      await field.fill('guten Tag');
      expect(await page.locator('#dc-paste-note').textContent()).toContain('Darin steht kein');
      expect(await page.locator('#dc-requestsPerMinute').inputValue()).toBe('60');
    });
  });

  test('explains numbers that do not fit together', async () => {
    await onPage('', desk, async (page) => {
      await page.locator('#dc-minSeconds').fill('9');
      expect(await page.locator('#dc-maxSeconds-problem').textContent()).toContain('schneller als die schnellste');
    });
  });

  test.each([desk, phone])('draws all bars on one axis, whatever is written beside them (%#)', async (options) => {
    await onPage('?n=3000', options, async (page) => {
      // The best concurrency of these numbers: from then on nothing changes any more.
      await expect.poll(() => page.locator('.dc-bars').textContent()).toContain('Thread-Pool (24)');
      const widths = await page
        .locator('.dc-bar-time')
        .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
      const [inTurn = 0, pool = 0, , bounded = 0, , batch = 0] = widths;
      expect(pool).toBeCloseTo(bounded, 0);
      // 2 h 56 min, 7 min 21 s, 7 min 29 s.
      expect(inTurn / batch).toBeGreaterThan(20);
      expect(inTurn / batch).toBeLessThan(27);
      expect(batch).toBeGreaterThan(pool);
    });
  });

  test('calls its figures a forecast', async () => {
    await onPage('', desk, async (page) => {
      for (const figure of await page.locator('.dc-app figure').all()) {
        expect(await figure.locator('figcaption').textContent()).toMatch(/^Vorhersage/);
      }
    });
  });
});

describe('the program', () => {
  test('takes on colours when the reader comes to it, and says the same', async () => {
    await onPage('', desk, async (page) => {
      const plain = await page.locator('.dc-code').textContent();
      expect(await page.locator('.dc-code .line').count()).toBe(0);
      await page.locator('.dc-code').scrollIntoViewIfNeeded();
      await expect.poll(() => page.locator('.dc-code .line').count()).toBeGreaterThan(20);
      expect(await page.locator('.dc-code').textContent()).toBe(plain);
    });
  });

  test('is downloaded as shown', async () => {
    await onPage('?sprache=typescript&aufrufe=viele', desk, async (page) => {
      await expect.poll(() => page.locator('.dc-code').textContent()).toContain("import pLimit from 'p-limit'");
      const shown = await page.locator('.dc-code pre').textContent();
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Herunterladen' }).first().click();
      const download = await waiting;
      expect(download.suggestedFilename()).toBe('asynchron-begrenzt.ts');
      expect(readFileSync(await download.path(), 'utf8')).toBe(shown);
    });
  });

  test('opens in the free laboratory with its conditions and does not run by itself', async () => {
    await onPage('?rpm=60&tpm=40000&n=10', desk, async (page) => {
      await expect.poll(() => page.locator('.dc-code').textContent()).toContain('ANZAHL = 10\n');
      await page.getByRole('button', { name: 'Im Labor öffnen' }).click();
      await page.waitForURL(/\/labor\/#lab=/);
      await expect.poll(() => page.locator('main').textContent()).toContain('Werte aus dem Rechner');
      expect(await page.locator('main').textContent()).toContain('60 Anfragen/min');
    });
  });
});

test('the record for the team is Markdown with question, numbers, choice, reasons and date', async () => {
  await onPage('?art=server&aufrufe=sehr-viele&n=1000', desk, async (page) => {
    const waiting = page.waitForEvent('download');
    await page.locator('.dc-record').getByRole('button', { name: 'Herunterladen' }).click();
    const record = readFileSync(await (await waiting).path(), 'utf8');
    expect(record).toMatch(/^# Entscheidung: Asynchron mit Begrenzung\n/);
    expect(record).toMatch(/Datum: \d+\. \S+ \d{4}/);
    for (const part of [
      '## Frage',
      '- Aufrufe: 1.000',
      'Vorhersage',
      '## Gründe dafür',
      '## Verworfen',
      'Programm: Server',
    ]) {
      expect(record).toContain(part);
    }
    expect(record).toContain(page.url());
  });
});

test('the printed page has the result and no controls', async () => {
  await onPage('?art=server', desk, async (page) => {
    await page.emulateMedia({ media: 'print' });
    expect(await wizard(page).isVisible()).toBe(false);
    expect(await page.locator('.dc-buttons:visible').count()).toBe(0);
    expect(await recommendation(page).isVisible()).toBe(true);
    const head = page.locator('.dc-print-only');
    expect(await head.isVisible()).toBe(true);
    expect(await head.textContent()).toMatch(
      /\d{4}.*Ein Server, der viele Nutzer gleichzeitig bedient.*Limits: 500 RPM/s,
    );
    expect(await page.locator('.dc-matrix-panel').last().isVisible()).toBe(true);
  });
});

test('without JavaScript the matrix, the questions and a first forecast can be read', async () => {
  await onPage('', { ...desk, javaScriptEnabled: false }, async (page) => {
    expect(await page.locator('.dc-matrix tbody tr').count()).toBe(7);
    await page.getByText('Response Time', { exact: true }).click();
    expect(await page.locator('#matrix-antwortzeit').isVisible()).toBe(true);
    expect(await page.locator('#matrix-anzahl').isVisible()).toBe(false);
    expect(await page.locator('.dc-all-questions > li').count()).toBe(9);
    expect(await totals(page)).toHaveLength(6);
  });
});

test('a row of the matrix shows its experiment and its claim when it is hovered', async () => {
  await onPage('', desk, async (page) => {
    await page.locator('.dc-matrix tr[data-row="2"]').hover();
    const panel = page.locator('#matrix-user-experience');
    expect(await panel.isVisible()).toBe(true);
    expect(await panel.textContent()).toMatch(/Faktencheck: \S+.*Nachmessen: /s);
  });
});

test.each(availableBrowsers())('in %s the forecast follows the address', async (name) => {
  const opened = await openBrowser(name);
  try {
    const page = await opened.newPage();
    await page.goto(`${server.url}entscheiden/?n=3000`);
    await page.waitFor(() => document.querySelector('.dc-bars')?.textContent?.includes('Thread-Pool (24)') === true);
    expect(page.console.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(page.requests.filter((address) => address.startsWith('http') && !address.startsWith(server.origin))).toEqual(
      [],
    );
  } finally {
    await opened.close();
  }
});
