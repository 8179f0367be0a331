import type { Draw } from '../draw.ts';

/** A pattern may ask for more repetitions than anyone wants to read. */
const MAX_REPEATS = 1_000;
/** A longer text is not made of more parts. */
const MAX_LENGTH = 10_000;

/**
 * A text for a simple pattern: literals, classes, groups with alternatives, quantifiers. What the pattern says beyond
 * that (look-arounds, back references) is ignored.
 */
export function textOfPattern(pattern: string, draw: Draw): string {
  const literal = pattern.replace(/^\^/u, '').replace(/\$$/u, '');
  const atom = /\\d|\\w|\\s|\\.|\[[^\]]+\]|\([^()]*\)|[^\\[(]/u;
  const part = new RegExp(`(${atom.source})(\\{(\\d+)(?:,(\\d*))?\\}|[*+?])?`, 'gu');
  let text = '';
  for (const [, piece = '', quantifier, least] of literal.matchAll(part)) {
    const times =
      quantifier === undefined || quantifier === '+'
        ? 1
        : least === undefined
          ? 0
          : Math.min(Number(least), MAX_REPEATS);
    for (let i = 0; i < times && text.length < MAX_LENGTH; i++) text += textOfAtom(piece, draw);
  }
  return text;
}

function textOfAtom(atom: string, draw: Draw): string {
  if (atom === '\\d') return String(draw.below(10));
  if (atom === '\\w' || atom === '.') return draw.pick([...'abcdefgh']);
  if (atom === '\\s') return ' ';
  if (atom.startsWith('\\')) return atom.slice(1);
  if (atom.startsWith('(')) return textOfPattern(atom.slice(1, -1).replace(/^\?:/u, '').split('|')[0] ?? '', draw);
  if (!atom.startsWith('[')) return atom;
  const range = /(.)-(.)/u.exec(atom);
  const [, from, to] = range ?? [];
  if (from === undefined || to === undefined)
    return atom[1] === '\\' ? textOfAtom(atom.slice(1, 3), draw) : (atom[1] ?? '');
  return String.fromCodePoint(draw.between(from.codePointAt(0) ?? 97, to.codePointAt(0) ?? 97));
}
