import { PagefindUI } from '@pagefind/default-ui';
import './search-window.css';
import { type FoundPage, wordFirst } from './word-first.ts';

/** How much a hit loses whose word is longer than the one that was typed. */
const ranking = { termSimilarity: 1.5 };

/** Puts Pagefind's search into a place. `words` are what it says, by Pagefind's own names. */
export function fillSearch(place: HTMLElement, words: Readonly<Record<string, string>>): void {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  let searched = '';
  place.replaceChildren();
  new PagefindUI({
    element: place,
    baseUrl: base,
    bundlePath: `${base}pagefind/`,
    showImages: false,
    showSubResults: true,
    // Called before each search and after it; only the first is told the words.
    processTerm: (words: string) => {
      searched = words;
      return words;
    },
    processResult: (page: FoundPage) => wordFirst(page, searched),
    translations: words,
    ranking,
  });
}
