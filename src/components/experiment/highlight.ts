import { codeToHtml } from 'shiki';

/**
 * Colours a program. The result is the inside of a `<code>`: one `<span class="line" data-line="N">` per line, with
 * colours for both themes as custom properties.
 */
export async function highlight(source: string, language: 'python' | 'typescript'): Promise<string> {
  const html = await codeToHtml(source.replace(/\n$/, ''), {
    lang: language,
    themes: { light: 'github-light-default', dark: 'github-dark-default' },
    defaultColor: false,
    // The light theme's comments are too pale for the card's ground.
    colorReplacements: { 'github-light-default': { '#6e7781': '#57606a' } },
    transformers: [
      {
        line(node, line) {
          node.properties['data-line'] = String(line);
        },
      },
    ],
  });
  return html.replace(/^<pre[^>]*><code>/, '').replace(/<\/code><\/pre>$/, '');
}
