import { afterPaint } from './afterPaint.ts';
import { once } from './once.ts';

/** Work is held back for so many milliseconds at most: a slider may be dragged for long. */
const LONGEST = 500;

/** A key that is held is no hand at work: what it does, it does with each press. */
const ends = ['pointerup', 'pointercancel', 'click', 'keydown', 'keyup'] as const;

let watched: EventTarget | null = null;
let isDown = false;
let presses = 0;
let answers = 0;
let waiting: (() => void)[] = [];

/**
 * Watches the reader's hand: it is at work from a press until what follows from it is on the screen. Called again for the
 * same window it does nothing.
 */
export function watchHand(target: EventTarget = window): void {
  if (watched === target) return;
  watched = target;
  const options = { capture: true, passive: true };
  target.addEventListener('pointerdown', () => press(true), options);
  // Once between two paints is enough, however often a dragging hand moves.
  target.addEventListener('pointermove', () => isDown && answers === 0 && press(true), options);
  for (const type of ends) target.addEventListener(type, () => press(false), options);
}

/**
 * Does work that may wait: at once while the hand rests, else when its press has been answered, as a task of its own. What
 * the reader does is drawn first, and alone.
 */
export function whenHandRests(work: () => void): void {
  if (!isHandAtWork()) {
    work();
    return;
  }
  const due = once(work);
  waiting.push(due);
  setTimeout(due, LONGEST);
}

/** Whether the hand is at work now: pictures that move wait for it. */
export const isHandAtWork = (): boolean => isDown || answers > 0;

function press(holds: boolean): void {
  isDown = holds;
  answers += 1;
  presses += 1;
  const mine = presses;
  afterPaint(() => {
    answers -= 1;
    goOn();
  });
  if (!holds) return;
  // The end of a press is not always told: a menu of the system may have taken it.
  setTimeout(() => {
    if (mine !== presses) return;
    isDown = false;
    goOn();
  }, LONGEST);
}

function goOn(): void {
  if (isHandAtWork()) return;
  const due = waiting;
  waiting = [];
  for (const work of due) setTimeout(work);
}
