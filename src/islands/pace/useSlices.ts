import { useEffect, useState } from 'preact/hooks';
import { later } from './later.ts';

/** So many rows are written at once, and so many more with each further slice. */
const SLICE = 20;

/** How many of `rows` rows to write now: `first` at once, the others slice by slice, so that a long table holds up nothing. */
export function useSlices(rows: number, first: number): number {
  const [written, write] = useState(first);
  useEffect(() => {
    if (written >= rows) return undefined;
    let isGone = false;
    later(() => {
      if (!isGone) write(written + SLICE);
    });
    return () => {
      isGone = true;
    };
  }, [written, rows]);
  return Math.min(written, rows);
}
