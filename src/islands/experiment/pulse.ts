import { whenHandRests } from '../pace/hand.ts';

/** Where pauses and time come from: the browser, or a test. */
export interface PulseSource {
  later(work: () => void, ms: number): void;
  /** Milliseconds. */
  now(): number;
}

const browser: PulseSource = {
  later: (work, ms) => void setTimeout(() => whenHandRests(work), ms),
  now: () => performance.now(),
};

/** How often a live trace is drawn. */
export interface Tempo {
  /** Milliseconds from the first notice to the first drawing. */
  readonly delay: number;
  /** Between two drawings lie at least so many milliseconds. */
  readonly pause: number;
}

/** Between two drawings also lie so many times what the drawing took, so that the page keeps answering however much there is to draw. */
const BREATH = 4;

/** Part of a pulse: what is done with every so many of them, beginning with the first. */
export interface Beat {
  readonly every: number;
  beat(): void;
}

/** A calm pulse of what arrives. */
export interface Pulse {
  /** Something has arrived. */
  note(): void;
  /** Beats no more, whatever still waits to be passed on. */
  stop(): void;
}

/**
 * Turns a flood of notices into a calm pulse: the first is passed on after the delay, those that follow within the pause are one.
 * A pulse has several beats, each a task of its own, so that a click comes in between.
 */
export function createPulse(beats: readonly Beat[], { delay, pause }: Tempo, source: PulseSource = browser): Pulse {
  let isResting = false;
  let isWaiting = false;
  let isStopped = false;
  const rest = (ms: number): void => {
    source.later(() => {
      isResting = false;
      if (isWaiting) run();
    }, ms);
  };
  let pulses = 0;
  const beatFrom = (due: readonly Beat[], spent: number): void => {
    if (isStopped) return;
    const [first, ...others] = due;
    if (first === undefined) {
      rest(Math.max(pause, BREATH * spent));
      return;
    }
    const from = source.now();
    first.beat();
    // What the beat set off is drawn before the next task.
    source.later(() => beatFrom(others, spent + source.now() - from), 0);
  };
  const run = (): void => {
    isResting = true;
    isWaiting = false;
    const due = beats.filter(({ every }) => pulses % every === 0);
    pulses += 1;
    beatFrom(due, 0);
  };
  return {
    note() {
      if (isResting) isWaiting = true;
      else if (pulses > 0 || delay === 0) run();
      else {
        isResting = true;
        isWaiting = true;
        rest(delay);
      }
    },
    stop() {
      isStopped = true;
    },
  };
}
