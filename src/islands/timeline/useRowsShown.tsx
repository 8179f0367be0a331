import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { counted } from '../../strings/numbers.ts';
import { useSlices } from '../pace/useSlices.ts';

/** A table of so many rows is written out whole; of a longer one the first rows are, and more when the reader asks. */
const WHOLE = 40;
const FIRST = 20;
const MORE = 100;

/** What of a table's rows is shown. */
interface RowsShown {
  readonly count: number;
  /** Part of the caption: „, die ersten 20 von 1.000 Zeilen“; empty where all are shown. */
  readonly text: string;
  /** Shows more; null where all are shown. */
  readonly button: VNode | null;
}

/** How many of a table's rows to write, what to say of it, and the way to more. */
export function useRowsShown(rows: number, one: string, many: string): RowsShown {
  const asked = useSignal(FIRST);
  const wanted = rows <= WHOLE ? rows : Math.min(rows, asked.value);
  const count = useSlices(wanted, rows <= WHOLE ? WHOLE : FIRST);
  if (wanted === rows) return { count, text: '', button: null };
  const more = Math.min(MORE, rows - wanted);
  return {
    count,
    text: `, die ersten ${wanted} von ${counted(rows, one, many)}`,
    button: (
      <button
        type="button"
        class="wz-tool no-print"
        onClick={() => {
          asked.value = wanted + more;
        }}
      >
        {counted(more, `weitere ${one}`, `weitere ${many}`)} zeigen
      </button>
    ),
  };
}
