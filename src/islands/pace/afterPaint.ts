import { once } from './once.ts';

/** In a tab that nobody sees nothing is painted: then work waits this many milliseconds instead. */
const UNSEEN = 500;

/**
 * Does work in a task of its own, once what has changed so far is on the screen: a click shows what it did before the rest
 * of what follows from it is worked out. Where there is no screen it is done at once.
 */
export function afterPaint(work: () => void): void {
  if (typeof requestAnimationFrame !== 'function') {
    work();
    return;
  }
  const due = once(work);
  requestAnimationFrame(() => setTimeout(due));
  setTimeout(due, UNSEEN);
}
