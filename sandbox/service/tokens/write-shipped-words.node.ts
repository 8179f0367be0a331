// Writes shipped-words.ts: the tokens of every word that the mock's answers and the prompts of the examples are made of.
// Run it after changing either: node sandbox/service/tokens/write-shipped-words.node.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { shippedTexts } from '../content/shipped-texts.ts';
import { loadO200k } from './o200k.ts';
import { piecesOf } from './pieces.ts';

const EXAMPLES = new URL('../../../content/examples/', import.meta.url);
const LINE_WIDTH = 110;

/** What stands between quotes in the programs: prompts, among other things. Places to fill in become a number. */
function literalsOfExamples(): string[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(py|ts)$/u.test(name))
    .flatMap((name) => {
      const source = readFileSync(new URL(name, EXAMPLES), 'utf8');
      return [...source.matchAll(/"([^"\n]+)"|'([^'\n]+)'|`([^`]+)`/gu)].map((match) =>
        (match[1] ?? match[2] ?? match[3] ?? '').replace(/\$?\{[^}]*\}/gu, '7'),
      );
    });
}

const tokenizer = await loadO200k();
const words = new Set<string>();
for (const text of [...shippedTexts(), ...literalsOfExamples()]) {
  for (const piece of piecesOf(text)) {
    // A word may begin a text or follow a space.
    const bare = piece.replace(/^ /u, '');
    for (const variant of [piece, bare, ` ${bare}`]) if (/^ ?[^\s␣|`\\$]+$/u.test(variant)) words.add(variant);
  }
}
const entries = [...words]
  .filter((word) => /\p{L}/u.test(word) || tokenizer.split(word).length > 1)
  .map((word) => tokenizer.split(word).join('|').replaceAll(' ', '␣'))
  .sort();
const lines = [''];
for (const entry of entries) {
  const line = lines.at(-1) ?? '';
  if (line.length + entry.length > LINE_WIDTH) lines.push(entry);
  else lines[lines.length - 1] = line === '' ? entry : `${line} ${entry}`;
}
const comment = '/** Written by write-shipped-words.node.ts; see tokenizer.ts for the notation. */';
writeFileSync(
  new URL('shipped-words.ts', import.meta.url),
  `${comment}\nexport const shippedWords = \`\n${lines.join('\n')}\n\`;\n`,
);
console.log(`${entries.length} words`);
