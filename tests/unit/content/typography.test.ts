import { describe, expect, test } from 'vitest';
import { germanProse } from './german-prose.ts';

const rules = [
  { name: 'quotation marks are „…“', wrong: /"[^"\n]*"|“[^“\n]*”/g },
  { name: 'apostrophes are ’', wrong: /\p{L}'\p{L}/gu },
  { name: 'a number and its unit stand on one line', wrong: /\d (?:s|ms|%|MB|GB|KB|Token|\$|€)(?![\p{L}\d])/gu },
  { name: 'z. B. stands on one line', wrong: /z\.(?! )B\.|z\. B\./g },
  { name: 'decimals have a comma', wrong: /(?<![\d.\w-])\d+\.\d{1,2}(?![\d.\w])/g },
  { name: 'ranges have a dash, not a hyphen', wrong: /(?<![\w-])\d+-\d+(?![\w-])/g },
  { name: 'a dash between words is – or a comma', wrong: /\p{L} - \p{L}/gu },
  { name: 'an ellipsis is one sign', wrong: /\.\.\./g },
  { name: 'no white space before a mark', wrong: /\p{L} [,;!?](?=\s)/gu },
];

describe.each(rules)('In the German prose $name', ({ wrong }) => {
  test.each(germanProse)('$file', ({ text }) => {
    expect(text.match(wrong) ?? []).toEqual([]);
  });
});
