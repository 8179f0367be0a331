import { later } from './later.ts';

/**
 * Lays out what lies behind closed summaries, box by box, when there is time: browsers skip what they do not show, but keep
 * the layout of what they were asked about, so that the first opening has only to paint.
 */
export function layOutAhead(place: Element): void {
  for (const box of place.querySelectorAll('details:not([open]) > :not(summary)')) {
    later(() => void box.getBoundingClientRect());
  }
}
