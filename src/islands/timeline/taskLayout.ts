import { drawnRows, type TaskRow } from './taskRows.ts';
import type { TimelineRun } from './timelineRun.ts';

/**
 * How the event loop is drawn. `lanes`: each task or thread on a line of its own that can be pointed at; `area`: how many run,
 * are ready and wait (honest for any number); `words`: the language knows no tasks.
 */
export type TaskStyle = 'lanes' | 'area' | 'words';

/** Where a run's tasks and threads stand, in pixels from the top of the figure. */
export interface TaskLayout {
  readonly style: TaskStyle;
  readonly rows: readonly TaskRow[];
  /** Top of the line that says what follows. */
  readonly heading: number;
  readonly top: number;
  readonly height: number;
  readonly pitch: number;
  readonly bar: number;
}

/** Up to so many tasks each have a line. */
export const MAX_TASK_ROWS = 20;

const HEADING = 15;
const AREA = 48;

function pitchFor(count: number): { pitch: number; bar: number } {
  if (count <= 8) return { pitch: 13, bar: 10 };
  return count <= 14 ? { pitch: 11, bar: 8 } : { pitch: 8, bar: 6 };
}

/** A program in TypeScript whose event loop is the lesson: there are no tasks to draw, which is said. */
function isInWords({ language, mode }: TimelineRun): boolean {
  return language === 'typescript' && mode === 'asynchron';
}

/**
 * Places a run's tasks below `top`; null where there is nothing to draw or say. `kept` rows are kept free while the run goes
 * on, so that nothing below moves when they appear.
 */
export function taskLayout(run: TimelineRun, top: number, kept = 0): TaskLayout | null {
  const rows = drawnRows(run.spans);
  const count = Math.max(rows.length, run.spans.outcome === null ? kept : 0);
  const place = { rows, heading: top, top: top + HEADING };
  if (count > MAX_TASK_ROWS) return { ...place, style: 'area', height: AREA, pitch: 0, bar: 0 };
  const { pitch, bar } = pitchFor(count);
  if (count > 0) return { ...place, style: 'lanes', height: count * pitch, pitch, bar };
  return isInWords(run) ? { ...place, style: 'words', height: 0, pitch: 0, bar: 0 } : null;
}

/** The row at a height of the figure, or null beside the rows. */
export function taskRowAt(layout: TaskLayout | null, y: number): number | null {
  if (layout?.style !== 'lanes') return null;
  const row = Math.floor((y - layout.top) / layout.pitch);
  return row >= 0 && row < layout.rows.length ? row : null;
}
