import { PagefindUI } from '@pagefind/default-ui';
import './search-window.css';

/** How much a hit loses whose word is longer than the one that was typed. */
const ranking = { termSimilarity: 1.5 };

/** Puts Pagefind's search into a place. `words` are what it says, by Pagefind's own names. */
export function fillSearch(place: HTMLElement, words: Readonly<Record<string, string>>): void {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  place.replaceChildren();
  new PagefindUI({
    element: place,
    baseUrl: base,
    bundlePath: `${base}pagefind/`,
    showImages: false,
    showSubResults: true,
    translations: words,
    ranking,
  });
}
