import type { TaskLayout } from './taskLayout.ts';
import type { TaskRow } from './taskRows.ts';

/** A name, a sign or a word of the event loop's rows, and where it stands. */
export interface TaskLabel {
  readonly row: number;
  readonly kind: 'name' | 'failed' | 'cancelled';
  readonly text: string;
  /** The moment beside which it stands, in microseconds; `dx` pixels from there it begins, or ends. */
  readonly at: number;
  readonly dx: number;
  readonly anchor: 'start' | 'end';
}

/** The width of the picture on a small phone: what does not overlap there does not anywhere. */
const NARROWEST = 220;
/** So many pixels are free right of the axis, beside the rows. */
export const BESIDE = 48;
/** Pixels that a letter takes, generously; and how far apart lines must be so that their letters do not touch. */
const LETTER = 5.8;
const LINE = 10.5;
/** Longer names are cut, so that they have room on a phone. */
const LONGEST = 34;

const SIGN = 14;
/** What ends before the end of its bar keeps so far away that its ground does not cover the end. */
const BEFORE = 5;
const signs = { failed: '✕', cancelled: '⊘' } as const;
const words = { failed: 'gescheitert', cancelled: 'abgebrochen' } as const;
type BadEnd = keyof typeof signs;

interface Page {
  readonly tasks: TaskLayout;
  /** End of the axis in microseconds, and in pixels on a small phone. */
  readonly max: number;
  readonly width: number;
}

/** Rows are so close that neighbours which say the same share their words. */
export const isClose = ({ pitch }: TaskLayout): boolean => pitch < 12;

/**
 * What is written into the rows, without overlaps: each sign of a bad end, then names, then the words of the signs, each in
 * the first of its places that is free. What finds none is left out: the table has it. `max` microseconds are `zoom` frames
 * wide.
 */
export function taskLabels(tasks: TaskLayout, max: number, zoom: number): readonly TaskLabel[] {
  const page = { tasks, max, width: NARROWEST * zoom };
  const placed: TaskLabel[] = [];
  const place = (candidates: Iterable<TaskLabel>): void => {
    for (const label of candidates) {
      const isFree = isInside(label, page) && !placed.some((other) => overlap(label, other, page));
      if (!isFree) continue;
      placed.push(label);
      return;
    }
  };
  for (const [row, { lanes }] of tasks.rows.entries()) {
    const end = badEnd(tasks.rows[row]);
    if (end !== null) placed.push(signAt(row, lanes[0]?.to ?? 0, end, page));
  }
  for (const group of groups(tasks, stem)) place(names(group, page));
  for (const group of groups(tasks, badEnd)) place(endWords(group, tasks, placed));
  return placed;
}

function signAt(row: number, at: number, kind: BadEnd, page: Page): TaskLabel {
  const sign = { row, kind, text: signs[kind], at, dx: 2, anchor: 'start' } as const;
  return isInside(sign, page) ? sign : { ...sign, dx: -2, anchor: 'end' };
}

/** Neighbouring rows of which the same is to be said; where rows are not close, and where nothing is, each row alone. */
function groups(tasks: TaskLayout, what: (row: TaskRow | undefined) => string | null): readonly (readonly number[])[] {
  const found: number[][] = [];
  for (const [index, row] of tasks.rows.entries()) {
    const own = what(row);
    const last = found.at(-1);
    if (last !== undefined && isClose(tasks) && own !== null && what(tasks.rows[index - 1]) === own) last.push(index);
    else found.push([index]);
  }
  return found;
}

/** What stands before a lane's own number: equal for those that are shown under one name. */
function stem(row: TaskRow | undefined): string | null {
  const lane = row?.lanes[0];
  if (row === undefined || lane === undefined || row.lanes.length > 1) return null;
  return lane.unit === 'thread' ? 'Thread' : lane.name;
}

function badEnd(row: TaskRow | undefined): BadEnd | null {
  const lane = row?.lanes.length === 1 ? row.lanes[0] : undefined;
  return lane === undefined || lane.to === null || lane.end === 'done' ? null : lane.end;
}

/** Where a name may stand: on its bar, after its end, before its beginning, at the beginning of the picture; „stelle 1–10“ in any of its rows. */
function* names(group: readonly number[], { tasks }: Page): Iterable<TaskLabel> {
  const first = tasks.rows[group[0] ?? -1];
  if (first === undefined) return;
  const whole = group.length === 1 ? first.label : `${stem(first)} 1–${group.length}`;
  const text = whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}…` : whole;
  const dx = isClose(tasks) ? 6 : 8;
  for (const row of group) {
    const lane = tasks.rows[row]?.lanes[0];
    if (lane === undefined) continue;
    const name = { row, kind: 'name', text, at: lane.from, anchor: 'start' } as const;
    yield { ...name, dx };
    if (badEnd(tasks.rows[row]) !== null && lane.to !== null) yield { ...name, at: lane.to, dx: SIGN };
    yield { ...name, dx: -dx, anchor: 'end' };
  }
  for (const row of group) yield { row, kind: 'name', text, at: 0, dx, anchor: 'start' };
}

/** „7 abgebrochen“ beside one of the signs, best beside the last: below it nothing follows. */
function* endWords(group: readonly number[], tasks: TaskLayout, placed: readonly TaskLabel[]): Iterable<TaskLabel> {
  const kind = badEnd(tasks.rows[group[0] ?? -1]);
  if (kind === null) return;
  const text = group.length === 1 ? words[kind] : `${group.length} ${words[kind]}`;
  for (const row of group.toReversed()) {
    const sign = placed.find((label) => label.row === row && label.kind === kind);
    if (sign === undefined) continue;
    const beside = { ...sign, text };
    const name = placed.find((label) => label.row === row && label.kind === 'name' && label.at === sign.at);
    if (sign.anchor === 'start') {
      yield { ...beside, dx: SIGN };
      if (name !== undefined) yield { ...beside, dx: SIGN + name.text.length * LETTER };
    }
    yield { ...beside, dx: sign.anchor === 'end' ? -SIGN : -BEFORE, anchor: 'end' };
  }
}

/** From where to where a label reaches on a small phone, in pixels. */
function reach({ at, dx, anchor, text }: TaskLabel, { max, width }: Page): readonly [from: number, to: number] {
  const x = (at / max) * width + dx;
  const own = text.length === 1 ? SIGN - 4 : text.length * LETTER;
  return anchor === 'start' ? [x, x + own] : [x - own, x];
}

function isInside(label: TaskLabel, page: Page): boolean {
  const [from, to] = reach(label, page);
  return from > 0 && to <= page.width + BESIDE;
}

function overlap(one: TaskLabel, other: TaskLabel, page: Page): boolean {
  if (Math.abs(one.row - other.row) * page.tasks.pitch >= LINE) return false;
  const [from, to] = reach(one, page);
  const [otherFrom, otherTo] = reach(other, page);
  return from < otherTo && otherFrom < to;
}
