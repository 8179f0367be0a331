import type { Draw } from '../draw.ts';
import { beginningOf, continueText } from './continuation.ts';
import { afterProgram, general, listItems, programs, summary, topics } from './sentences.ts';

/** What a prompt is about shows in its beginning; the rest is not searched. */
const GIST = 2_000;

/** The parts of a German answer that fits the prompt's kind; joined they are the text. */
export function writeAnswer(wholePrompt: string, draw: Draw): readonly string[] {
  const prompt = wholePrompt.slice(0, GIST);
  const beginning = beginningOf(prompt);
  if (beginning !== null) return [continueText(beginning, draw)];
  if (/\bcode|funktion|programm|skript|\bfunction\b|python|typescript|javascript/iu.test(prompt)) {
    return writeProgram(prompt, draw);
  }
  if (/zusammenfass|fass(e|t)?\b.*zusammen|summar|kürze|tl;?dr/iu.test(prompt)) return prose(summary, draw, 2, 4);
  if (/\b(nenne|liste|zähle|stichpunkt|aufzähl|list )/iu.test(prompt)) return writeList(draw);
  const topic = topics.find(({ words }) => words.test(prompt));
  return prose(topic?.sentences ?? general, draw, 2, 5);
}

/** Consecutive sentences of a bank, from a drawn one on, so that none repeats. */
function prose(bank: readonly string[], draw: Draw, min: number, max: number): readonly string[] {
  const count = Math.min(bank.length, draw.between(min, max));
  const first = draw.below(bank.length);
  return Array.from({ length: count }, (_, i) => {
    const sentence = bank[(first + i) % bank.length] ?? '';
    return i === 0 ? sentence : ` ${sentence}`;
  });
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
  const language = /typescript|javascript|node/iu.test(prompt) ? 'typescript' : 'python';
  return [draw.pick(programs[language]), `\n\n${draw.pick(afterProgram)}`];
}
