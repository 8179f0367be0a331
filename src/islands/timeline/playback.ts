import { type Signal, signal } from '@preact/signals';
import { isHandAtWork } from '../pace/hand.ts';

/** Playing a finished picture again: where it stands and how fast it goes. */
export interface Playback {
  /** Microseconds of lab time up to which the picture is shown; null: all of it. */
  readonly at: Signal<number | null>;
  readonly isPlaying: Signal<boolean>;
  /** Lab seconds per second. */
  readonly speed: Signal<number>;
  play(max: number): void;
  pause(): void;
  /** Moves to a moment and stays there. */
  seek(at: number | null): void;
  dispose(): void;
}

/** Where frames come from: the browser's animation frames, or a test. */
export interface Frames {
  request(callback: (nowMs: number) => void): number;
  cancel(id: number): void;
}

const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
};

/** Speeds a reader may choose, in lab seconds per second. */
export const speeds = [1, 2, 5, 10, 50, 100] as const;

/** The offered speed at which a picture of `max` microseconds lasts nearest to four seconds. */
export function comfortableSpeed(max: number): number {
  const wanted = max / 1_000_000 / 4;
  return speeds.reduce((best, speed) => (Math.abs(speed - wanted) < Math.abs(best - wanted) ? speed : best));
}

/** A playback at rest, showing everything. */
export function createPlayback(frames: Frames = browserFrames): Playback {
  const at = signal<number | null>(null);
  const isPlaying = signal(false);
  const speed = signal(10);
  let frame = 0;

  const pause = (): void => {
    frames.cancel(frame);
    isPlaying.value = false;
  };
  const run = (max: number): void => {
    let last: number | null = null;
    const step = (now: number): void => {
      if (isHandAtWork()) {
        frame = frames.request(step);
        return;
      }
      const passed = last === null ? 0 : now - last;
      last = now;
      const next = (at.value ?? 0) + passed * 1_000 * speed.value;
      if (next >= max) {
        at.value = null;
        isPlaying.value = false;
        return;
      }
      at.value = next;
      frame = frames.request(step);
    };
    frame = frames.request(step);
  };

  return {
    at,
    isPlaying,
    speed,
    play(max) {
      pause();
      if (at.value === null || at.value >= max) at.value = 0;
      isPlaying.value = true;
      run(max);
    },
    pause,
    seek(to) {
      pause();
      at.value = to;
    },
    dispose: pause,
  };
}
