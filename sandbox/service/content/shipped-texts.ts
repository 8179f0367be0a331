import { endings, phrases } from './continuation.ts';
import { WORDS as SCHEMA_WORDS } from './schema-value.ts';
import { afterProgram, general, listItems, programs, summary, topics } from './sentences.ts';

/** Every text the mock can say, in the parts it is said in: their tokens are counted beforehand. */
export function shippedTexts(): readonly string[] {
  const sentences = [...topics.flatMap((topic) => topic.sentences), ...general, ...summary];
  return [
    ...sentences.flatMap((sentence) => [sentence, ` ${sentence}`]),
    ...listItems.flatMap((item, i) => [`${i + 1}. ${item}`, `\n${i + 1}. ${item}`]),
    ...endings,
    ...phrases,
    ...programs.python,
    ...programs.typescript,
    ...afterProgram.map((sentence) => `\n\n${sentence}`),
    ...SCHEMA_WORDS.map((word) => JSON.stringify({ antwort: word })),
    'Antworte mit Status 429',
  ];
}
