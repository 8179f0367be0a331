import { expect, test } from 'vitest';
import { withTermPunctuation } from '../../../src/build/term-punctuation.ts';

const term =
  '<span class="term-place"><button class="term">Token</button><span class="term-note"><strong>Token</strong> Ein <code>Stück</code> Text.</span></span>';

test('a term stays with the brackets and commas around it', () => {
  expect(withTermPunctuation(`Zeit (${term}), die`)).toBe(`Zeit <span class="term-line">(${term}),</span> die`);
});

test('each of two terms gets its own punctuation', () => {
  expect(withTermPunctuation(`${term}, ${term}?`)).toBe(
    `<span class="term-line">${term},</span> <span class="term-line">${term}?</span>`,
  );
});

test('a term between words is left as it is', () => {
  expect(withTermPunctuation(`ein ${term} kommt`)).toBe(`ein ${term} kommt`);
});
