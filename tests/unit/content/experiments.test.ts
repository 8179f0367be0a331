import { describe, expect, test } from 'vitest';
import { chapterOrder, experimentsOf } from '../../../src/components/lesson/chapters.ts';
import { article, wording } from './article-element.ts';
import { chapter, chapters, claims, exampleSlugs, terms } from './chapter-source.ts';

const embedded = chapterOrder.flatMap((id) => experimentsOf(chapter(id).body));

/** Every experiment the site promises. */
const promised = [
  'autovervollstaendigung',
  'batch-und-webhook',
  'bilder',
  'blockierte-event-loop',
  'circuit-breaker',
  'completions-legacy',
  'connection-pooling',
  'ein-aufruf',
  'einmalabfrage',
  'embeddings-nacht',
  'fallback',
  'fehler-und-retry',
  'fehlercodes-und-log',
  'lasttest',
  'ressourcen',
  'semaphore',
  'streaming',
  'tausend-prompts',
  'thread-pool',
  'timeout-und-abbruch',
  'viele-aufrufe',
];

describe('The experiments', () => {
  test('that are promised stand in the article, each once', () => {
    expect([...embedded].sort()).toEqual(promised);
  });

  test('that stand in the article exist', () => {
    expect(embedded.filter((slug) => !exampleSlugs.includes(slug))).toEqual([]);
  });

  test('that exist stand in the article', () => {
    expect(exampleSlugs.filter((slug) => !embedded.includes(slug))).toEqual([]);
  });

  test('that a claim, a term, a sentence or a table refers to stand in the article', () => {
    const links = chapters.flatMap(({ body }) =>
      [...body.matchAll(/<ShownBy slug="([^"]+)"|<Measured experiment="([^"]+)"/g)].map(([, a, b]) => a ?? b),
    );
    const referred = [...claims, ...terms].map(({ experiment }) => experiment).concat(links);
    expect(referred.filter((slug) => slug !== undefined && !embedded.includes(slug))).toEqual([]);
  });
});

describe('Each of the 13 best practices', () => {
  const from = article.findIndex(
    ({ kind, ...rest }) => kind === 'heading' && 'text' in rest && rest.text === 'Best Practices',
  );
  const to = article.findIndex(({ kind, ...rest }) => kind === 'heading' && 'text' in rest && rest.text === 'Fazit');
  const practices = article.slice(from, to).flatMap((element) => (element.kind === 'bullet' ? [element.text] : []));
  const lines = chapter('best-practices').body.split('\n');

  test('is there', () => {
    expect(practices).toHaveLength(13);
  });

  test.each(practices)('links to the experiment that shows it: %s', (practice) => {
    const line = lines.find(
      (one) => wording(one.replace(/<[^>]*>|`/g, '')) === wording(`- ${practice.replaceAll('`', '')}`),
    );
    expect(line).toMatch(/<ShownBy slug="[a-z-]+" \/>$/);
  });
});
