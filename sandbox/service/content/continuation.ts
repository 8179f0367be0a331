import type { Draw } from '../draw.ts';

/** Beginnings that the mock knows how to go on with. */
export const phrases: readonly string[] = [
  'Sehr geehrte Damen und Herren, vielen Dank für Ihre Nachricht.',
  'Guten Tag, vielen Dank für Ihre Anfrage.',
  'Vielen Dank für Ihre schnelle Antwort.',
  'Mit freundlichen Grüßen',
  'Synchron bedeutet, dass ein Programm auf die Antwort wartet, bevor es weitermacht.',
  'Asynchron bedeutet, dass ein Programm weiterarbeitet, während die Antwort noch unterwegs ist.',
  'Es war einmal ein Programm, das auf seine Antwort wartete.',
];

/** What follows where no phrase fits. */
export const endings: readonly string[] = [
  ' und wartet, bis die Antwort da ist.',
  ' und macht inzwischen etwas anderes.',
  ' – und das dauert länger, als man denkt.',
];

/** How a text that has begun goes on. */
export function continueText(beginning: string, draw: Draw): string {
  const start = beginning.trimEnd();
  const phrase = phrases.find((one) => start !== '' && one.length > start.length && one.startsWith(start));
  return phrase === undefined ? draw.pick(endings) : phrase.slice(start.length);
}

/** The beginning that a prompt asks to go on with; null when it asks for something else. */
export function beginningOf(prompt: string): string | null {
  return /^\s*(?:ergänze|vervollständige|setze\s.*\bfort)\b[^:\n]*:\s?(.*)$/isu.exec(prompt)?.[1] ?? null;
}
