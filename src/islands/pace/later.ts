import { afterPaint } from './afterPaint.ts';
import { whenHandRests } from './hand.ts';

const queue: (() => void)[] = [];
let isWorking = false;

/** Work that may wait, piece after piece: each is a task of its own and is painted before the next, so that a click comes in between. A hand at work goes first. */
export function later(work: () => void): void {
  queue.push(work);
  if (isWorking) return;
  isWorking = true;
  goOn();
}

const goOn = (): void => afterPaint(() => whenHandRests(next));

function next(): void {
  try {
    queue.shift()?.();
  } finally {
    if (queue.length > 0) goOn();
    else isWorking = false;
  }
}
