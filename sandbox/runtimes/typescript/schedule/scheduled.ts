import type { DueEntry } from './due-heap.ts';

/** A callback with a place in time, or in the queue of immediates. `ref`: it keeps the program alive. */
export interface Scheduled extends DueEntry {
  run: (() => void) | null;
  ref: boolean;
}
