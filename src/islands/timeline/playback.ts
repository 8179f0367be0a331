import { type Signal, signal } from '@preact/signals';
import { number } from '../../strings/numbers.ts';
import { isHandAtWork } from '../pace/hand.ts';

/** Playing a finished picture again: where it stands and how fast it goes. */
export interface Playback {
  /** Microseconds of lab time up to which the picture is shown; null: all of it. */
  readonly at: Signal<number | null>;
  readonly isPlaying: Signal<boolean>;
  /** Lab seconds per second, as the reader chose them; null: what suits the picture. */
  readonly speed: Signal<number | null>;
  play(max: number): void;
  /** Plays from the beginning at the picture's own speed, without having been asked to. */
  playByItself(max: number): void;
  pause(): void;
  /** Nobody sees the picture: what the reader started stands still and goes on later, what played by itself is at its end. */
  leave(): void;
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

/** Speeds that any picture offers, in lab seconds per second. */
export const speeds = [1, 2, 5, 10, 50, 100] as const;

/** Seconds that a picture should take to play. */
const WATCHED = 3;

/** The speed of 1, 2 or 5 times a power of ten at which a picture of `max` microseconds lasts about three seconds. */
export function comfortableSpeed(max: number): number {
  const wanted = max / 1_000_000 / WATCHED;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const distance = (speed: number): number => Math.abs(Math.log(speed / wanted));
  const round = [1, 2, 5, 10].map((factor) => Number((factor * power).toPrecision(1)));
  return round.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best));
}

/** What the reader may choose from: the usual speeds, and the one at which the picture plays. */
export function speedsWith(shown: number): readonly number[] {
  return [...new Set([...speeds, shown])].sort((one, other) => one - other);
}

/** A speed as the reader sees it, slower than time itself with the decimals it needs: `×5`, `×0,02`. */
export function speedText(speed: number): string {
  return `×${number(speed, 6)}`;
}

/** A playback at rest, showing everything. */
export function createPlayback(frames: Frames = browserFrames): Playback {
  const at = signal<number | null>(null);
  const isPlaying = signal(false);
  const speed = signal<number | null>(null);
  let isByItself = false;
  let frame = 0;

  const pause = (): void => {
    frames.cancel(frame);
    isPlaying.value = false;
    isByItself = false;
  };
  const seek = (to: number | null): void => {
    pause();
    at.value = to;
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
      const next = (at.value ?? 0) + passed * 1_000 * (speed.value ?? comfortableSpeed(max));
      if (next >= max) {
        seek(null);
        return;
      }
      at.value = next;
      frame = frames.request(step);
    };
    frame = frames.request(step);
  };
  const play = (max: number): void => {
    pause();
    if (at.value === null || at.value >= max) at.value = 0;
    isPlaying.value = true;
    run(max);
  };

  return {
    at,
    isPlaying,
    speed,
    play,
    playByItself(max) {
      speed.value = null;
      seek(0);
      play(max);
      isByItself = true;
    },
    pause,
    leave: () => (isByItself ? seek(null) : pause()),
    seek,
    dispose: pause,
  };
}
