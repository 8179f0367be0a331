import type { FromColourWorker, ToColourWorker } from './colouring.ts';
import { colourLines } from './colourLines.ts';

/** Colours apart from the page: to make a grammar ready takes a slow device a second. */
addEventListener('message', async ({ data }: MessageEvent<ToColourWorker>) => {
  const lines = await colourLines(data.source, data.language).catch(() => null);
  postMessage({ ticket: data.ticket, lines } satisfies FromColourWorker);
});
