import { afterPaint } from './afterPaint.ts';

const queue: (() => void)[] = [];
let isWorking = false;

/** Work that may wait, piece after piece: each is a task of its own and is painted before the next, so that a click comes in between. */
export function later(work: () => void): void {
  queue.push(work);
  if (isWorking) return;
  isWorking = true;
  afterPaint(next);
}

function next(): void {
  try {
    queue.shift()?.();
  } finally {
    if (queue.length > 0) afterPaint(next);
    else isWorking = false;
  }
}
