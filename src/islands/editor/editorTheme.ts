import { editor } from 'monaco-editor/editor/editor.api.js';

type ThemeName = 'wartezeit-hell' | 'wartezeit-dunkel';

/** The colours of the still code, by the editor's kinds of tokens. */
const tokens = {
  'wartezeit-hell': { comment: '59636e', keyword: 'cf222e', string: '0a3069', number: '0550ae', type: '953800' },
  'wartezeit-dunkel': { comment: '9198a1', keyword: 'ff7b72', string: 'a5d6ff', number: '79c0ff', type: 'ffa657' },
} as const;

/** The theme that fits the page now. */
export function themeName(): ThemeName {
  return document.documentElement.dataset['theme'] === 'light' ? 'wartezeit-hell' : 'wartezeit-dunkel';
}

/** Defines both themes with the grounds of the card. */
export function defineThemes(): void {
  const grounds = { 'wartezeit-hell': ['#f6f4ee', '#1d2330'], 'wartezeit-dunkel': ['#15181f', '#e8e6e0'] } as const;
  for (const name of ['wartezeit-hell', 'wartezeit-dunkel'] as const) {
    const [ground, ink] = grounds[name];
    editor.defineTheme(name, {
      base: name === 'wartezeit-hell' ? 'vs' : 'vs-dark',
      inherit: true,
      rules: Object.entries(tokens[name]).map(([token, foreground]) => ({ token, foreground })),
      colors: { 'editor.background': ground, 'editor.foreground': ink },
    });
  }
}

/** Tells of every change of the page's theme; returns the way to stop. */
export function watchTheme(onChange: (name: ThemeName) => void): () => void {
  const observer = new MutationObserver(() => onChange(themeName()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
