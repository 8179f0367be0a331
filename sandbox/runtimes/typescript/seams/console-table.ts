import { inspect } from '../inspect/inspect.ts';
import { displayWidth } from '../inspect/layout.ts';

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

/** The table that `console.table` draws; null for what is no object. */
export function formatTable(data: unknown, wanted?: readonly string[]): string | null {
  if (typeof data !== 'object' || data === null) return null;
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], index) => [String(index), cell(key), cell(value)]);
    return draw([ITERATION_INDEX, KEY, VALUES], rows);
  }
  if (data instanceof Set) {
    const rows = [...data].map((value, index) => [String(index), cell(value)]);
    return draw([ITERATION_INDEX, VALUES], rows);
  }
  const rows = Array.isArray(data)
    ? [...data.entries()].map(([i, row]) => [String(i), row] as const)
    : Object.entries(data);
  const columns: string[] = wanted ? [...wanted] : [];
  let hasValues = false;
  for (const [, row] of rows) {
    if (typeof row !== 'object' || row === null) hasValues = true;
    else if (!wanted) for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
  }
  const head = [INDEX, ...columns, ...(hasValues ? [VALUES] : [])];
  const body = rows.map(([index, row]) => {
    const isObject = typeof row === 'object' && row !== null;
    const cells = columns.map((column) =>
      isObject && Object.hasOwn(row, column) ? cell(Reflect.get(row, column)) : '',
    );
    return [index, ...cells, ...(hasValues ? [isObject ? '' : cell(row)] : [])];
  });
  return draw(head, body);
}

/** Objects with more than two fields are shown by their class alone. */
function cell(value: unknown): string {
  const isBig = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { depth: isBig ? -1 : 0 });
}

function draw(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map(
    (title, column) => Math.max(...[head, ...body].map((row) => displayWidth(row[column] ?? '')), title.length) + 2,
  );
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (cells: readonly string[]): string =>
    `│${cells.map((text, column) => pad(text, widths[column] ?? 0)).join('│')}│`;
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...body.map(row), line('└', '┴', '┘')].join('\n');
}

function pad(text: string, width: number): string {
  return ` ${text}${' '.repeat(Math.max(0, width - displayWidth(text) - 1))}`;
}
