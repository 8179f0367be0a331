import type { StarlightPlugin } from '@astrojs/starlight/types';

/** The words of the search, which Starlight's own German leaves out. */
export const germanSearch: StarlightPlugin = {
  name: 'german-search',
  hooks: {
    // Starlight asks every plugin for this hook; there is nothing to configure.
    'config:setup': () => undefined,
    'i18n:setup': ({ injectTranslations }) => {
      injectTranslations({
        de: {
          'pagefind.clear_search': 'Leeren',
          'pagefind.load_more': 'Mehr Treffer laden',
          'pagefind.search_label': 'Diese Seiten durchsuchen',
          'pagefind.filters_label': 'Filter',
          'pagefind.zero_results': 'Kein Treffer für „[SEARCH_TERM]“',
          // Pagefind shortens a word that nobody wrote until it finds something, and has no option against it.
          'pagefind.many_results': '[COUNT] Treffer für „[SEARCH_TERM]“ oder den Anfang davon',
          'pagefind.one_result': '[COUNT] Treffer für „[SEARCH_TERM]“ oder den Anfang davon',
          'pagefind.alt_search': 'Kein Treffer für „[SEARCH_TERM]“. Gezeigt wird „[DIFFERENT_TERM]“',
          'pagefind.search_suggestion': 'Kein Treffer für „[SEARCH_TERM]“. Versuch es so:',
          'pagefind.searching': 'Suche nach „[SEARCH_TERM]“ …',
        },
      });
    },
  },
};
