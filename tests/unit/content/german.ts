import { readFileSync } from 'node:fs';
import dictionary from 'dictionary-de';
import nspell from 'nspell';

/**
 * The dictionary without its entries that are only parts of compounds (flag `o`): nspell takes the flag for the whole
 * word and would refuse „warten“ because of a part of the same spelling. Compounds have a rule of their own below.
 */
function withoutParts(lines: string): string {
  return lines
    .split('\n')
    .filter((line) => !/\/[^\s]*o/.test(line))
    .join('\n');
}

const decoded = new TextDecoder().decode(dictionary.dic);
const speller = nspell({ aff: dictionary.aff, dic: Buffer.from(withoutParts(decoded)) });

/** Technical terms, names and forms the dictionary lacks, one per line; `#` begins a comment. */
const ownWords: ReadonlySet<string> = new Set(
  readFileSync(new URL('woerter.txt', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean),
);

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function inDictionary(word: string): boolean {
  return ownWords.has(word) || speller.correct(word);
}

/** A part inside a compound has lost its capital. */
function isPart(part: string): boolean {
  return inDictionary(part) || inDictionary(capitalized(part));
}

/** What may stand between two parts of a German compound: Antwort-s-zeit is none, Verbindung-s-aufbau is one. */
const joints = ['', 's', 'es', 'n', 'en', 'e'] as const;
const shortestPart = 4;

/** True if the word is made of two or more known parts. The last part decides about the ending, so it has no joint. */
function isCompound(word: string): boolean {
  const lower = word.toLowerCase();
  for (let end = shortestPart; end <= lower.length - shortestPart; end++) {
    if (!isPart(lower.slice(0, end))) continue;
    for (const joint of joints) {
      const rest = lower.slice(end);
      if (!rest.startsWith(joint)) continue;
      const tail = rest.slice(joint.length);
      if (tail.length >= shortestPart && (isPart(tail) || isCompound(tail))) return true;
    }
  }
  return false;
}

/** True for a German word: in the dictionary, in the project's word list, or a compound of such words. */
export function isSpelled(word: string): boolean {
  return (
    inDictionary(word) || inDictionary(word.toLowerCase()) || (word.length >= 2 * shortestPart && isCompound(word))
  );
}

/** The misspelled words of a text, each once. Hyphenated words are checked part by part. */
export function misspelled(text: string): readonly string[] {
  const words = text.match(/[\p{L}][\p{L}\p{M}’]*/gu) ?? [];
  return [...new Set(words)].filter(
    (word) => word.length > 1 && !isSpelled(word) && !isSpelled(word.replace(/’s?$/, '')),
  );
}
