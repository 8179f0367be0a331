import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DueHeap } from '../../../sandbox/forecast/due-heap.ts';

test('entries come out by due time, equal times in the order they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 200 }), (times) => {
      const heap = new DueHeap(times.length);
      for (const [index, at] of times.entries()) heap.push(at, index);
      const expected = [...times.entries()].toSorted(([i, a], [j, b]) => a - b || i - j).map(([index]) => index);
      expect(times.map(() => heap.pop())).toEqual(expected);
      expect(heap.nextAt()).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

test('a full heap and an empty heap say what is wrong', () => {
  const heap = new DueHeap(1);
  expect(() => heap.pop()).toThrow(/empty/);
  heap.push(1, 1);
  expect(() => heap.push(2, 2)).toThrow(/places are taken/);
});
