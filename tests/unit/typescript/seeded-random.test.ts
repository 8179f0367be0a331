import { expect, test } from 'vitest';
import { uuidFrom } from '../../../sandbox/runtimes/typescript/seams/random.ts';
import { createSeededRandom } from '../../../sandbox/runtimes/typescript/seams/seeded-random.ts';

const draw = (seed: number, count: number): number[] => {
  const source = createSeededRandom(seed);
  return Array.from({ length: count }, () => source.next32());
};

test('the same seed draws the same numbers, another seed others', () => {
  expect(draw(1, 100)).toEqual(draw(1, 100));
  expect(draw(2, 100)).not.toEqual(draw(1, 100));
});

test('the numbers fill the range evenly', () => {
  const buckets = new Array<number>(16).fill(0);
  for (const number of draw(7, 160_000)) buckets[number >>> 28] = (buckets[number >>> 28] ?? 0) + 1;
  for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('a UUID has version 4 and the variant of RFC 9562', () => {
  expect(uuidFrom(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000');
  expect(uuidFrom(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});
