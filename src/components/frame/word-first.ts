/** What Pagefind found below a heading: as much of it as is needed to order. */
export interface FoundPart {
  readonly title: string;
  readonly url: string;
  readonly locations: readonly number[];
}

/** A page that Pagefind found, with what it found below each of its headings. */
export interface FoundPage {
  readonly url: string;
  readonly sub_results: readonly FoundPart[];
}

/** Pagefind shows so many parts; of more it picks those with the most hits and puts them back in the page's order. */
const SHOWN = 3;

/** 0: the heading is the words; 1: it begins with them; 2: neither. */
function distance(title: string, words: string): number {
  const [heading, wanted] = [title, words].map((text) => text.trim().toLocaleLowerCase('de'));
  if (heading === wanted) return 0;
  return heading?.startsWith(wanted ?? '') === true ? 1 : 2;
}

/** Keeps the parts to be shown: first those whose heading is or begins with the words, then those with the most hits. */
export function wordFirst<Page extends FoundPage>(page: Page, words: string): Page {
  const isTop = ({ url }: FoundPart): boolean => url === page.url;
  const parts = page.sub_results
    .filter((part) => !isTop(part))
    .toSorted((a, b) => distance(a.title, words) - distance(b.title, words) || b.locations.length - a.locations.length);
  return { ...page, sub_results: [...page.sub_results.filter(isTop), ...parts.slice(0, SHOWN)] };
}
