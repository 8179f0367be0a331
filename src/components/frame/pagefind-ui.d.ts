/** Pagefind ships no types for its window. */
declare module '@pagefind/default-ui' {
  /** Fills an element with a search; options it does not know go to the search itself. */
  export class PagefindUI {
    constructor(options: Readonly<Record<string, unknown>>);
  }
}
