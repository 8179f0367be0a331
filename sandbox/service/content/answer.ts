import type { Draw } from '../draw.ts';
import { sentences } from './sentences.ts';

/** An answer as the tokens it is streamed in. `finished` is false where the token limit cut it off. */
export interface AnswerText {
  readonly pieces: readonly string[];
  readonly finished: boolean;
}

const split = new Map<string, readonly string[]>();

function piecesOf(sentence: string): readonly string[] {
  const known = split.get(sentence);
  if (known !== undefined) return known;
  const pieces = sentence.match(/\s?[\p{L}]{1,6}|\s?[^\s\p{L}]+/gu) ?? [];
  split.set(sentence, pieces);
  return pieces;
}

/** A German answer of two to five sentences that fits the prompt, at most `maxTokens` long. */
export function writeAnswer(prompt: string, maxTokens: number, draw: Draw): AnswerText {
  const bank = /fass\p{L}*|zusammenfass|summar/iu.test(prompt) ? sentences.summary : sentences.question;
  const count = draw.between(2, 5);
  const first = draw.below(bank.length);
  const pieces: string[] = [];
  for (let i = 0; i < count; i++) {
    const sentence = bank[(first + i) % bank.length] ?? '';
    pieces.push(...piecesOf(i === 0 ? sentence : ` ${sentence}`));
  }
  if (pieces.length <= maxTokens) return { pieces, finished: true };
  return { pieces: pieces.slice(0, maxTokens), finished: false };
}
