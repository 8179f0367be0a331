/** Dots and spaces that group thousands, as in `10.000` or `10 000`. */
const grouped = /^-?\d{1,3}(?:[.\s\u00a0\u202f]\d{3})+(?:,\d+)?$/u;
const plain = /^-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/iu;

/** The number that a reader typed, in German or plain notation; null where it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (grouped.test(trimmed)) return Number(trimmed.replace(/[.\s\u00a0\u202f]/gu, '').replace(',', '.'));
  return plain.test(trimmed) ? Number(trimmed.replace(',', '.')) : null;
}

/** Says that what a reader typed is no number, and what one looks like. */
export function noNumberText(text: string, example: string): string {
  return `„${text.trim().slice(0, 20)}“ ist keine Zahl. Schreib sie in Ziffern, etwa ${example}.`;
}
