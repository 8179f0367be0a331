// @ts-check
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig, fontProviders } from 'astro/config';
import { contentSecurityPolicy } from './src/build/content-security-policy.ts';
import { labAssets } from './src/build/lab-assets.ts';
import { lazyStyles } from './src/build/lazy-styles.ts';
import { serviceWorker } from './src/build/service-worker.ts';
import { termPunctuation } from './src/build/term-punctuation.ts';
import { germanSearch } from './src/components/frame/german-search.ts';

/**
 * A variable font from an npm package: served from the site itself, with a fallback of the same metrics, so that
 * nothing jumps when it arrives.
 * @param {string} name
 * @param {string} cssVariable
 * @param {string} file
 * @param {string} weight
 * @param {[string]} fallbacks
 * @param {string[]} styles
 */
function font(name, cssVariable, file, weight, fallbacks, styles = ['normal']) {
  const variants = /** @type {any} */ (
    styles.map((style) => ({ src: [`./node_modules/@fontsource-variable/${file}-${style}.woff2`], weight, style }))
  );
  return { provider: fontProviders.local(), name, cssVariable, fallbacks, options: { variants } };
}

export default defineConfig({
  // The published address, for the sitemap and canonical links: SITE=https://… npm run build.
  site: process.env.SITE ?? 'https://wartezeit.example',
  srcDir: './src',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  prefetch: false,
  fonts: [
    font(
      'Source Serif 4',
      '--font-text',
      'source-serif-4/files/source-serif-4-latin-wght',
      '200 900',
      ['serif'],
      ['normal', 'italic'],
    ),
    font('Inter', '--font-ui', 'inter/files/inter-latin-wght', '100 900', ['sans-serif']),
    font('JetBrains Mono', '--font-code', 'jetbrains-mono/files/jetbrains-mono-latin-wght', '100 800', ['monospace']),
  ],
  integrations: [
    starlight({
      title: 'Wartezeit',
      description:
        'Synchron oder asynchron? Ein Artikel über Anfragen an die OpenAI-API, in dem sich jede Aussage über das Warten ausführen und messen lässt.',
      locales: { root: { label: 'Deutsch', lang: 'de' } },
      favicon: '/favicon.svg',
      customCss: [
        './src/styles/tokens.css',
        './src/styles/prose.css',
        './src/styles/frame.css',
        './src/styles/print.css',
      ],
      components: { Head: './src/components/frame/Head.astro', Search: './src/components/frame/Search.astro' },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      plugins: [germanSearch],
      sidebar: [
        {
          label: 'Artikel',
          items: [
            { label: 'Einleitung', link: '/' },
            { label: 'Was bedeutet synchron vs. asynchron?', link: '/synchron-und-asynchron/' },
            { label: 'Technische Unterschiede', link: '/technische-unterschiede/' },
            { label: 'Performance-Metriken', link: '/performance-metriken/' },
            { label: 'Error Handling', link: '/error-handling/' },
            { label: 'OpenAI-APIs', link: '/openai-apis/' },
            { label: 'Pro- und Anti-Beispiele', link: '/beispiele/' },
            { label: 'Entscheidungsmatrix', link: '/entscheidungsmatrix/' },
            { label: 'Best Practices', link: '/best-practices/' },
            { label: 'Fazit', link: '/fazit/' },
            { label: 'Darüber hinaus', link: '/darueber-hinaus/' },
            { label: 'Glossar', link: '/glossar/' },
            { label: 'Ressourcen', link: '/ressourcen/' },
          ],
        },
        {
          label: 'Werkstatt',
          items: [
            { label: 'Labor', link: '/labor/' },
            { label: 'Entscheiden', link: '/entscheiden/' },
            { label: 'Faktencheck', link: '/faktencheck/' },
            { label: 'Wie gemessen wird', link: '/wie-gemessen-wird/' },
          ],
        },
      ],
    }),
    mdx(),
    preact(),
    labAssets(),
    serviceWorker(),
    lazyStyles(/[\\/]monaco-editor[\\/]|[\\/]search-window\.ts$/),
    termPunctuation(),
    contentSecurityPolicy(),
  ],
  vite: {
    // Monaco is fetched on intent only; its size is no mistake.
    build: { chunkSizeWarningLimit: 8_000 },
    worker: { format: 'es' },
  },
});
