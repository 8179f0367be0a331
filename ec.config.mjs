import { defineEcConfig } from 'astro-expressive-code';

/** Code that scrolls is reached by keyboard, without becoming a landmark of its own on every page. */
const focusable = {
  name: 'focusable',
  hooks: {
    /** @param {{ renderData: { blockAst: import('hast').Element } }} context */
    postprocessRenderedBlock: ({ renderData }) => {
      for (const child of renderData.blockAst.children) {
        if (child.type === 'element' && child.tagName === 'pre') child.properties.tabindex = '0';
      }
    },
  },
};

export default defineEcConfig({
  themes: ['github-dark-default', 'github-light-default'],
  useStarlightUiThemeColors: true,
  styleOverrides: { borderRadius: '0.5rem', codeFontFamily: 'var(--font-code)', uiFontFamily: 'var(--font-ui)' },
  plugins: [focusable],
});
