/** Where the pause between two beats comes from: the browser's timer, or a test. */
export type Later = (work: () => void, ms: number) => void;

/** Between two drawings of a live trace lie at least so many milliseconds, so that the page keeps answering. */
const PAUSE = 100;

/**
 * Turns a flood of notices into a calm pulse: the first is passed on at once, those that follow within the pause are one.
 */
export function createPulse(beat: () => void, later: Later = (work, ms) => void setTimeout(work, ms)): () => void {
  let isResting = false;
  let isWaiting = false;
  const run = (): void => {
    isResting = true;
    isWaiting = false;
    beat();
    later(() => {
      isResting = false;
      if (isWaiting) run();
    }, PAUSE);
  };
  return () => {
    if (isResting) isWaiting = true;
    else run();
  };
}
