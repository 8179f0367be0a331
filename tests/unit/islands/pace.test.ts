import { afterEach, describe, expect, it, vi } from 'vitest';
import { afterPaint } from '../../../src/islands/pace/afterPaint.ts';
import { later } from '../../../src/islands/pace/later.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A screen that paints when the test says so. */
function screen() {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  return {
    paint(): void {
      for (const frame of frames.splice(0)) frame();
      vi.advanceTimersByTime(1);
    },
  };
}

describe('work after the paint', () => {
  it('is done once what changed is on the screen, and once', () => {
    const { paint } = screen();
    const done: string[] = [];
    afterPaint(() => done.push('work'));
    expect(done).toEqual([]);
    paint();
    vi.advanceTimersByTime(10_000);
    expect(done).toEqual(['work']);
  });

  it('is done in a tab that nobody sees, where nothing is painted', () => {
    screen();
    const done: string[] = [];
    afterPaint(() => done.push('work'));
    vi.advanceTimersByTime(10_000);
    expect(done).toEqual(['work']);
  });

  it('is done at once where there is no screen', () => {
    const done: string[] = [];
    afterPaint(() => done.push('work'));
    expect(done).toEqual(['work']);
  });
});

describe('work that may wait', () => {
  it('is done piece after piece, each painted before the next', () => {
    const { paint } = screen();
    const done: number[] = [];
    for (const piece of [1, 2, 3]) later(() => done.push(piece));
    expect(done).toEqual([]);
    paint();
    expect(done).toEqual([1]);
    paint();
    expect(done).toEqual([1, 2]);
    paint();
    expect(done).toEqual([1, 2, 3]);
  });

  it('goes on after a piece that failed', () => {
    const { paint } = screen();
    const done: number[] = [];
    later(() => {
      throw new Error('broken');
    });
    later(() => done.push(2));
    expect(paint).toThrow('broken');
    paint();
    expect(done).toEqual([2]);
  });
});
