import { describe, expect, it } from 'vitest';
import { scrollFor, scrollForStretch, zoomBy } from '../../../src/islands/timeline/zoom.ts';

describe('zoom', () => {
  it('goes in steps and stays within its ends', () => {
    expect([zoomBy(1, 1), zoomBy(4, -1), zoomBy(1, -1), zoomBy(16, 1)]).toEqual([2, 2, 1, 16]);
  });

  it('leaves the frame where it is while the moment is in sight', () => {
    expect(scrollFor(0.5, 2_000, { left: 600, width: 1_000 })).toBe(600);
  });

  it('brings a moment that has left the frame to its middle, never past the ends', () => {
    expect(scrollFor(0.5, 4_000, { left: 0, width: 1_000 })).toBe(1_500);
    expect(scrollFor(1, 4_000, { left: 0, width: 1_000 })).toBe(3_000);
    expect(scrollFor(0, 4_000, { left: 3_000, width: 1_000 })).toBe(0);
  });

  it('leaves the frame where it is while a stretch is in sight', () => {
    expect(scrollForStretch(0.4, 0.5, 2_000, { left: 600, width: 1_000 })).toBe(600);
  });

  it('brings a stretch to the middle, or its beginning into sight where it is wider than the frame', () => {
    expect(scrollForStretch(0.7, 0.8, 4_000, { left: 0, width: 1_000 })).toBe(2_500);
    expect(scrollForStretch(0, 0.1, 4_000, { left: 3_000, width: 1_000 })).toBe(0);
    const left = scrollForStretch(0.3, 0.9, 4_000, { left: 0, width: 1_000 });
    expect(left).toBeLessThan(1_200);
    expect(left).toBeGreaterThan(1_000);
  });
});
