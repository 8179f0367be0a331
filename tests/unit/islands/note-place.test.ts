import { describe, expect, it } from 'vitest';
import { notePlace } from '../../../src/islands/timeline/notePlace.ts';

const row = { top: 100, bottom: 110 };
const desk = { row, view: { top: -100, bottom: 800 }, picture: 500, note: 200, isNarrow: false };

describe('the note of a row', () => {
  it('lies below its row, and above it where below nobody would see it', () => {
    expect(notePlace(desk).top).toBe(118);
    expect(notePlace({ ...desk, row: { top: 650, bottom: 660 } }).top).toBe(442);
  });

  it('as wide as the picture lies below the picture', () => {
    expect(notePlace({ ...desk, isNarrow: true }).top).toBe(508);
  });

  it('or at the foot of the screen where the picture goes on', () => {
    expect(notePlace({ ...desk, isNarrow: true, view: { top: -100, bottom: 600 } }).top).toBe(392);
  });

  it('never covers its own row where there is room beside it', () => {
    for (let top = 0; top < 480; top += 7) {
      for (const isNarrow of [true, false]) {
        const own = { top, bottom: top + 10 };
        const place = notePlace({ ...desk, row: own, view: { top: -60, bottom: 500 }, isNarrow });
        expect(place.top >= own.bottom || place.top + desk.note <= own.top).toBe(true);
      }
    }
  });

  it('is made lower on a phone where it would not fit on either side', () => {
    const place = notePlace({ ...desk, isNarrow: true, note: 390, view: { top: -150, bottom: 400 } });
    expect(place).toEqual({ top: 118, height: 274 });
  });
});
