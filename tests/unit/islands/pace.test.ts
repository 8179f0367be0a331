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

describe('the hand goes first', () => {
  /** A hand over a window that only counts. */
  async function hand() {
    vi.resetModules();
    const { paint } = screen();
    const { watchHand, whenHandRests } = await import('../../../src/islands/pace/hand.ts');
    const target = new EventTarget();
    watchHand(target);
    return { paint, whenHandRests, does: (type: string) => target.dispatchEvent(new Event(type)) };
  }

  it('does work at once while it rests', async () => {
    const { whenHandRests } = await hand();
    const done: string[] = [];
    whenHandRests(() => done.push('work'));
    expect(done).toEqual(['work']);
  });

  it('holds work back from a press until its answer is on the screen', async () => {
    const { paint, whenHandRests, does } = await hand();
    const done: string[] = [];
    does('pointerdown');
    whenHandRests(() => done.push('work'));
    paint();
    paint();
    expect(done).toEqual([]);
    does('pointerup');
    expect(done).toEqual([]);
    paint();
    vi.advanceTimersByTime(1);
    expect(done).toEqual(['work']);
  });

  it('does it in the end, however long a slider is dragged', async () => {
    const { whenHandRests, does } = await hand();
    const done: string[] = [];
    does('pointerdown');
    whenHandRests(() => done.push('work'));
    vi.advanceTimersByTime(500);
    expect(done).toEqual(['work']);
  });

  it('knows a key, which is not held', async () => {
    const { paint, whenHandRests, does } = await hand();
    const done: string[] = [];
    does('keydown');
    whenHandRests(() => done.push('work'));
    expect(done).toEqual([]);
    paint();
    vi.advanceTimersByTime(1);
    expect(done).toEqual(['work']);
  });
});
