import { describe, expect, test } from 'vitest';
import { wordFirst } from '../../../src/components/frame/word-first.ts';

/** A found page whose parts have so many hits, in the page's order. */
function page(hits: Readonly<Record<string, number>>) {
  return {
    url: '/glossar/',
    sub_results: Object.entries(hits).map(([title, count]) => ({
      title,
      url: title === 'Glossar' ? '/glossar/' : `/glossar/#${title}`,
      locations: Array.from({ length: count }, (_, index) => index),
    })),
  };
}

const titles = (hits: Readonly<Record<string, number>>, words: string) =>
  wordFirst(page(hits), words).sub_results.map(({ title }) => title);

describe('of what is found on a page', () => {
  test('the part whose heading is the word comes first, however many hits others have', () => {
    const hits = { 'Rate Limiting': 1, Backpressure: 2, 'Little’s Law': 1, Semaphore: 1 };
    expect(titles(hits, ' semaphore')).toEqual(['Semaphore', 'Backpressure', 'Rate Limiting']);
  });

  test('a heading that begins with the word comes next, then what has the most hits', () => {
    const hits = { Idempotenz: 4, 'Batch API': 1, Webhook: 9, Batch: 1, Embedding: 5 };
    expect(titles(hits, 'Batch')).toEqual(['Batch', 'Batch API', 'Webhook']);
  });

  test('the page’s own beginning stays before its parts and does not count as one', () => {
    const hits = { Glossar: 1, Task: 1, Thread: 2, Token: 3 };
    expect(titles(hits, 'warten')).toEqual(['Glossar', 'Token', 'Thread', 'Task']);
  });
});
