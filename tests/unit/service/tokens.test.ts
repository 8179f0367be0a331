import { describe, expect, it } from 'vitest';
import { shippedTexts } from '../../../sandbox/service/content/shipped-texts.ts';
import { loadO200k } from '../../../sandbox/service/tokens/o200k.ts';
import { piecesOf } from '../../../sandbox/service/tokens/pieces.ts';
import { remembering, shippedTokenizer } from '../../../sandbox/service/tokens/tokenizer.ts';
import { CHAT, chatBody, Drive } from './drive.ts';

const exact = await loadO200k();

describe('the tokenizer that is always there', () => {
  it('cuts everything the mock can say exactly as o200k does', () => {
    for (const text of shippedTexts()) expect(shippedTokenizer.split(text), text).toEqual(exact.split(text));
  });

  it.each([1, 17, 500, 4711])('counts the prompts of the examples exactly, whatever their number: %d', (n) => {
    for (const prompt of [
      `Frage ${n}: Was heißt synchron?`,
      `Frage ${n}`,
      `Fasse Text ${n} zusammen.`,
      `Stichwort ${n}`,
    ]) {
      expect(shippedTokenizer.count(prompt), prompt).toBe(exact.count(prompt));
    }
  });

  it('estimates other prose within ten percent', () => {
    const prose =
      'Vor dem großen Tore, das von der Landstraße ins Dorf hinein führt, stand ein Bauernhaus mit hölzernen Läden, und im Garten daneben blühten schon die Kirschbäume. Niemand wusste genau, wem es gehörte; man sprach von einem Müller, der vor Jahren in die Stadt gezogen war und seither nur zu Ostern zurückkehrte.';
    const ratio = shippedTokenizer.count(prose) / exact.count(prose);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  });

  it('loses no character', () => {
    for (const text of ['', '  a\n\n b\t', '😀 ü\r\n{"a":[1,2]}', 'x'.repeat(100)]) {
      expect(shippedTokenizer.split(text).join('')).toBe(text);
      expect(piecesOf(text).join('')).toBe(text);
      expect(remembering(exact).split(text).join('')).toBe(text);
    }
  });
});

describe('an injected tokenizer', () => {
  it('counts prompt and answer', () => {
    const drive = new Drive(undefined, { tokenizer: exact });
    const content = 'Ein Satz, den niemand vorher gezählt hat: Quastenflosser!';
    const { usage, choices } = drive.ask(CHAT, { body: chatBody(content) }).json();
    expect(usage.prompt_tokens).toBe(exact.count(content) + 7);
    expect(usage.completion_tokens).toBeGreaterThanOrEqual(exact.count(choices[0].message.content) - 2);
  });
});
