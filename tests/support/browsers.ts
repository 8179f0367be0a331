import { type Browser as PlaywrightBrowser, chromium as playwrightChromium } from 'playwright';
import puppeteer, { type Browser as PuppeteerBrowser } from 'puppeteer-core';
import { findBrowser } from '../../src/build/browsers.mjs';

export type BrowserName = 'chromium' | 'firefox';

const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];

/** The browsers of this machine, for `describe.each`. With CI set a missing one fails. */
export function availableBrowsers(): BrowserName[] {
  const missing = browserNames.filter((name) => findBrowser(name) === null);
  if (missing.length > 0 && process.env['CI']) {
    throw new Error(`Failed to find ${missing.join(', ')}: not installed. Install it or set its …_PATH variable.`);
  }
  for (const name of missing) console.error(`!! ${name} is missing: its browser tests are SKIPPED.`);
  return browserNames.filter((name) => !missing.includes(name));
}

/** What tests need of a page, the same in every browser. */
export interface TestPage {
  goto(url: string): Promise<void>;
  /** Runs a function in the page. It must not refer to anything outside itself; `arg` and the result are JSON. */
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** Resolves when `condition` holds in the page; rejects after `timeoutMs`. */
  waitFor(condition: () => boolean, timeoutMs?: number): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Addresses of all requests of the page and its workers, as the browser saw them. */
  readonly requests: string[];
  /** Console lines and uncaught errors of the page. */
  readonly console: string[];
  close(): Promise<void>;
}

export interface TestBrowser {
  readonly name: BrowserName;
  newPage(): Promise<TestPage>;
  close(): Promise<void>;
}

/** Starts a browser, headless. Close it in `afterAll`. Throws where it is not installed. */
export async function openBrowser(name: BrowserName): Promise<TestBrowser> {
  return name === 'chromium' ? wrapChromium(await launchChromium()) : wrapPuppeteers(name, await launchFirefox());
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Playwright's own Chromium object, for tests that need more than TestPage. */
export function launchChromium(): Promise<PlaywrightBrowser> {
  const path = findBrowser('chromium');
  if (path === null) throw new Error('Failed to start Chromium: not installed. Install it or set CHROMIUM_PATH.');
  return playwrightChromium.launch({ executablePath: path, args: chromiumFlags });
}

/** Puppeteer's own Firefox object (WebDriver BiDi), for tests that need more than TestPage. */
export function launchFirefox(): Promise<PuppeteerBrowser> {
  const path = findBrowser('firefox');
  if (path === null) throw new Error('Failed to start Firefox: not installed. Install it or set FIREFOX_PATH.');
  return puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true });
}

/**
 * Chromium as readers have it, where a frame without an origin lives in a process of its own, and driven by Puppeteer:
 * Playwright takes the end of a frame's process for the end of the page.
 */
export async function openChromiumOfManyProcesses(): Promise<TestBrowser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error('Failed to start Chromium: not installed. Set CHROMIUM_PATH.');
  // Puppeteer switches this off by default.
  const args = [...chromiumFlags, '--enable-features=IsolateSandboxedIframes'];
  return wrapPuppeteers('chromium', await puppeteer.launch({ executablePath, args, headless: true }));
}

function wrapChromium(browser: PlaywrightBrowser): TestBrowser {
  return {
    name: 'chromium',
    close: () => browser.close(),
    newPage: async () => {
      const page = await browser.newPage();
      const requests: string[] = [];
      const lines: string[] = [];
      page.context().on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => lines.push(`error: ${error.message}`));
      return {
        goto: async (url) => void (await page.goto(url)),
        // The drivers type arguments as serialisable; TestPage promises that in words.
        evaluate: (work, arg) => page.evaluate(work as never, arg as never) as never,
        waitFor: async (condition, timeoutMs = 30_000) =>
          void (await page.waitForFunction(condition, undefined, { timeout: timeoutMs })),
        setSize: (width, height) => page.setViewportSize({ width, height }),
        screenshot: async (path) => void (await page.screenshot({ path, fullPage: true })),
        requests,
        console: lines,
        close: () => page.close(),
      };
    },
  };
}

function wrapPuppeteers(name: BrowserName, browser: PuppeteerBrowser): TestBrowser {
  return {
    name,
    close: () => browser.close(),
    newPage: async () => {
      const page = await browser.newPage();
      const requests: string[] = [];
      const lines: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => lines.push(`error: ${String(error)}`));
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (work, arg) => page.evaluate(work as never, arg as never) as never,
        waitFor: async (condition, timeoutMs = 30_000) =>
          void (await page.waitForFunction(condition, { timeout: timeoutMs })),
        setSize: (width, height) => page.setViewport({ width, height }),
        screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png`, fullPage: true })),
        requests,
        console: lines,
        close: () => page.close(),
      };
    },
  };
}
