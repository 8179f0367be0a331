import { describe, expect, it } from 'vitest';
import { boxPath } from '../../../src/islands/timeline/boxPath.ts';

describe('boxes as one path', () => {
  it('joins rows that look the same and touch', () => {
    const row = (y: number, x: number) => ({ x, y, width: 16.1, height: 2 });
    expect(boxPath([row(0, 0.1), row(2, 0.2), row(4, 3)])).toBe('M0 0h16v4h-16zM3 4h16v2h-16z');
  });

  it('keeps rows with a gap between them apart', () => {
    const row = (y: number) => ({ x: 0, y, width: 8, height: 2.5 });
    expect(boxPath([row(0), row(3)])).toBe('M0 0h8v2.5h-8zM0 3h8v2.5h-8z');
  });

  it('draws nothing for nothing, and what is thinner than a unit as one unit', () => {
    expect(boxPath([])).toBe('');
    expect(boxPath([{ x: 1, y: 0, width: 0.2, height: 1 }])).toBe('M1 0h1v1h-1z');
  });
});
