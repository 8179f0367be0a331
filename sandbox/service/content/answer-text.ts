import type { Draw } from '../draw.ts';
import { beginningOf, continueText } from './continuation.ts';
import { afterProgram, general, listItems, programs, summary, topics } from './sentences.ts';

/** What a prompt is about shows in its beginning; the rest is not searched. */
const GIST = 2_000;

/** Parts of words, in lower case, by which a prompt shows what kind of answer it wants. */
const KINDS = {
  program: ['code', 'funktion', 'programm', 'skript', 'function', 'python', 'typescript', 'javascript'],
  summary: ['zusammenfass', 'summar', 'kürze', 'tl;dr', 'tldr'],
  list: ['nenne', 'liste', 'zähle', 'stichpunkt', 'list '],
} as const;

/** The parts of a German answer that fits the prompt's kind; joined they are the text. */
export function writeAnswer(prompt: string, draw: Draw): readonly string[] {
  const gist = prompt.slice(0, GIST).toLowerCase();
  const beginning = beginningOf(prompt.slice(0, GIST));
  if (beginning !== null) return [continueText(beginning, draw)];
  if (mentions(gist, KINDS.program)) return writeProgram(gist, draw);
  if (mentions(gist, KINDS.summary) || (gist.includes('fass') && gist.includes('zusammen'))) {
    return prose(summary, draw, 2, 4);
  }
  if (mentions(gist, KINDS.list)) return writeList(draw);
  const topic = topics.find(({ words }) => mentions(gist, words));
  return prose(topic?.sentences ?? general, draw, 2, 5);
}

function mentions(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** The sentences of each bank as they follow another one: the same strings each time, so that their tokens are found at once. */
const following = new Map<readonly string[], readonly string[]>();

function followingOf(bank: readonly string[]): readonly string[] {
  const known = following.get(bank);
  if (known !== undefined) return known;
  const made = bank.map((sentence) => ` ${sentence}`);
  following.set(bank, made);
  return made;
}

/** Consecutive sentences of a bank, from a drawn one on, so that none repeats. */
function prose(bank: readonly string[], draw: Draw, min: number, max: number): readonly string[] {
  const count = Math.min(bank.length, draw.between(min, max));
  const first = draw.below(bank.length);
  const sentences = [bank[first] ?? ''];
  const others = followingOf(bank);
  for (let i = 1; i < count; i++) sentences.push(others[(first + i) % bank.length] ?? '');
  return sentences;
}

function writeList(draw: Draw): readonly string[] {
  const count = draw.between(3, 6);
  const first = draw.below(listItems.length);
  return Array.from({ length: count }, (_, i) => {
    const item = `${i + 1}. ${listItems[(first + i) % listItems.length] ?? ''}`;
    return i === 0 ? item : `\n${item}`;
  });
}

function writeProgram(prompt: string, draw: Draw): readonly string[] {
  const language = mentions(prompt, ['typescript', 'javascript', 'node']) ? 'typescript' : 'python';
  return [draw.pick(programs[language]), `\n\n${draw.pick(afterProgram)}`];
}
