import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/components/experiment/highlight.ts';

const css = readFileSync(new URL('../../../src/styles/experiment.css', import.meta.url), 'utf8');
const examples = new URL('../../../content/examples/', import.meta.url);

const programs = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(py|ts)$/.test(name));

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&');

describe('the colours of a program', () => {
  it('are classes of the style sheet, so that no word carries a style of its own', async () => {
    const html = await highlight('# Warten\nMODELL = "a"\n', 'python');
    expect(html).not.toContain('style=');
    const names = [...html.matchAll(/class="(c-\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['c-note', 'c-value', 'c-key', 'c-text']);
    for (const name of names) expect(css).toContain(`.wz-card .${name} {`);
  });

  it.each(programs)('leave the text as it is: %s', async (name) => {
    const source = readFileSync(new URL(name, examples), 'utf8');
    const html = await highlight(source, name.endsWith('.py') ? 'python' : 'typescript');
    expect(textOf(html)).toBe(source.replace(/\n$/, ''));
  });
});
