/** Characters in a line before entries get lines of their own. */
const LINE = 80;
const SEPARATOR = 2;
/** A character is about two and a half times as high as wide. */
const CHARACTER_HEIGHT = 2.5;
const MOST_COLUMNS = 15;
const COLUMNS_PER_COMPACTNESS = 12;

export interface Frame {
  /** Shown before the opening brace. */
  readonly base: string;
  readonly open: string;
  readonly close: string;
  /** Columns to the left of the object. */
  readonly indentation: number;
  /** Whether the entries may share one line where they are short enough. */
  readonly mayFit: boolean;
}

/** Puts the entries of an object between its braces: on one line where they fit, else on one line each. */
export function fitEntries(entries: readonly string[], frame: Frame): string {
  const head = `${frame.base ? `${frame.base} ` : ''}${frame.open}`;
  if (frame.mayFit && fits(entries, frame)) return `${head} ${entries.join(', ')} ${frame.close}`;
  const indentation = `\n${' '.repeat(frame.indentation)}`;
  return `${head}${indentation}  ${entries.join(`,${indentation}  `)}${indentation}${frame.close}`;
}

function fits(entries: readonly string[], frame: Frame): boolean {
  const start = entries.length + frame.indentation + frame.open.length + frame.base.length + 10;
  const length = entries.reduce((sum, entry) => sum + entry.length, entries.length + start);
  return length <= LINE && !frame.base.includes('\n') && !entries.some((entry) => entry.includes('\n'));
}

/** Arranges the many short entries of a list in columns, as `util.inspect` does; returns the same array where it does not. */
export function groupEntries(entries: string[], value: object, context: { readonly indentation: number }): string[] {
  const hasRest = /^\.\.\. \d+ more items?$/.test(entries.at(-1) ?? '');
  const count = hasRest ? entries.length - 1 : entries.length;
  const lengths = entries.slice(0, count).map(displayWidth);
  const total = lengths.reduce((sum, length) => sum + length + SEPARATOR, 0);
  const longest = Math.max(...lengths);
  const width = longest + SEPARATOR;
  const worthIt = width * 3 + context.indentation < LINE && (total / width > 5 || longest <= 6);
  if (!worthIt) return entries;
  const biased = Math.max(width - 3 - Math.sqrt(width - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * biased * count) / biased),
    Math.floor((LINE - context.indentation) / width),
    COLUMNS_PER_COMPACTNESS,
    MOST_COLUMNS,
  );
  if (columns <= 1) return entries;
  const rows = layRows(entries.slice(0, count), { lengths, columns, alignRight: holdsNumbers(value) });
  return hasRest ? [...rows, entries[count] ?? ''] : rows;
}

function layRows(
  entries: readonly string[],
  grid: { readonly lengths: readonly number[]; readonly columns: number; readonly alignRight: boolean },
): string[] {
  const { lengths, columns, alignRight } = grid;
  const widths = Array.from({ length: columns }, (_, column) => {
    let widest = 0;
    for (let index = column; index < lengths.length; index += columns) widest = Math.max(widest, lengths[index] ?? 0);
    return widest + SEPARATOR;
  });
  const rows: string[] = [];
  for (let start = 0; start < entries.length; start += columns) {
    const row = entries.slice(start, start + columns);
    const last = row.length - 1;
    const cells = row.map((entry, column) => {
      const isLast = column === last;
      const text = isLast ? entry : `${entry}, `;
      const padding = (widths[column] ?? 0) - (lengths[start + column] ?? 0) - SEPARATOR;
      if (alignRight) return ' '.repeat(padding) + text;
      return isLast ? text : text + ' '.repeat(padding);
    });
    rows.push(cells.join(''));
  }
  return rows;
}

function holdsNumbers(value: object): boolean {
  const items = Array.from(value as ArrayLike<unknown>);
  return items.every((item) => typeof item === 'number' || typeof item === 'bigint');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    if (/\p{Mark}|\p{Cc}|\u200b/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}
