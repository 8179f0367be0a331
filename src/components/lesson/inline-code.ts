/** A piece of a text with code between backticks. */
export interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a text at its backticks: every second piece is code. */
export function inlineCode(text: string): readonly Piece[] {
  return text
    .split('`')
    .map((piece, index) => ({ code: index % 2 === 1, text: piece }))
    .filter((piece) => piece.text !== '');
}
