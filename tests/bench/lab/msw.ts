import type { TestBrowser } from '../../support/browsers.ts';
import { serveMswPage } from '../../support/msw-page.ts';
import type { Load } from './loads.ts';
import type { MeasureMsw } from './msw-page.ts';

declare global {
  /** What `msw-page.ts` puts on its page. */
  var measureMsw: MeasureMsw;
}

/** Opens a page with MSW's service worker in `browser`. */
export async function openMsw(browser: TestBrowser) {
  const server = await serveMswPage(new URL('./msw-page.ts', import.meta.url));
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitFor(() => 'measureMsw' in globalThis);
  return {
    measure: (load: Load): Promise<number> => page.evaluate((given: Load) => globalThis.measureMsw(given), load),
    close: () => server.close(),
  };
}
