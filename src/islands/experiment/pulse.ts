/** Where pauses and time come from: the browser, or a test. */
export interface PulseSource {
  later(work: () => void, ms: number): void;
  /** Milliseconds. */
  now(): number;
}

const browser: PulseSource = {
  later: (work, ms) => void setTimeout(work, ms),
  now: () => performance.now(),
};

/** Between two drawings of a live trace lie at least so many milliseconds … */
const PAUSE = 100;
/** … and so many times what the drawing took, so that the page keeps answering however much there is to draw. */
const BREATH = 4;

/**
 * Turns a flood of notices into a calm pulse: the first is passed on at once, those that follow within the pause are one.
 */
export function createPulse(beat: () => void, source: PulseSource = browser): () => void {
  let isResting = false;
  let isWaiting = false;
  const rest = (ms: number): void => {
    source.later(() => {
      isResting = false;
      if (isWaiting) run();
    }, ms);
  };
  const run = (): void => {
    isResting = true;
    isWaiting = false;
    const from = source.now();
    beat();
    // What the beat set off is drawn before the next task.
    source.later(() => rest(Math.max(PAUSE, BREATH * (source.now() - from))), 0);
  };
  return () => {
    if (isResting) isWaiting = true;
    else run();
  };
}
