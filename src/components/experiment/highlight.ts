import { codeToHtml } from 'shiki';
import { codeClasses } from '../../islands/editor/codeClasses.ts';

const themes = { light: 'github-light-default', dark: 'github-dark-default' } as const;

/** The light theme's ink: the card's own, so that what has it needs no mark. */
const INK = '#1F2328';

/**
 * Colours a program. The result is the inside of a `<code>`: one `<span class="line" data-line="N">` per line, in it the
 * coloured words with a class each. A style of its own for every word would be a third of a chapter's bytes.
 * @throws when the theme has a colour that has no class here
 */
export async function highlight(source: string, language: 'python' | 'typescript'): Promise<string> {
  const html = await codeToHtml(source.replace(/\n$/, ''), {
    lang: language,
    themes,
    defaultColor: false,
    transformers: [
      {
        line(node, line) {
          node.properties['data-line'] = String(line);
        },
      },
    ],
  });
  const inside = html.replace(/^<pre[^>]*><code>/, '').replace(/<\/code><\/pre>$/, '');
  return withClasses(inside);
}

const styled = /<span style="--shiki-light:(#[\dA-Fa-f]{6});--shiki-dark:#[\dA-Fa-f]{6}">([^<]*)<\/span>/g;

function withClasses(html: string): string {
  return html.replace(styled, (_, colour: string, text: string) => {
    const ink = colour.toUpperCase();
    if (ink === INK || text.trim() === '') return text;
    const name = codeClasses[ink];
    if (name === undefined)
      throw new Error(`Failed to colour code: ${colour} has no class. Add one in codeClasses.ts.`);
    return `<span class="${name}">${text}</span>`;
  });
}
