import { expect, test } from 'vitest';
import { dropKnownBlocks, fillKnownBlocks } from '../../../sandbox/runtimes/python/known-blocks.ts';

const BLOCK = 4096;

/** A snapshot: a header of eight bytes, whose second word is its length, then the heap. */
function snapshotOf(heap: Uint8Array): Uint8Array {
  const memory = new Uint8Array(8 + heap.length);
  new Uint32Array(memory.buffer)[1] = 8;
  memory.set(heap, 8);
  return memory;
}

function machineWith(...blocks: readonly number[]): { readonly HEAPU8: Uint8Array } {
  return { HEAPU8: Uint8Array.from({ length: blocks.length * BLOCK }, (_, i) => blocks[Math.floor(i / BLOCK)] ?? 0) };
}

test('what a fresh machine has by itself is left out and put back', () => {
  const fresh = machineWith(1, 2, 0, 3);
  const heap = machineWith(1, 9, 0, 3, 7).HEAPU8;
  const memory = snapshotOf(heap);
  const known = dropKnownBlocks(memory, fresh);
  expect(known.runs).toEqual([
    [0, 1],
    [3, 1],
  ]);
  expect(memory.subarray(8, 8 + BLOCK).every((byte) => byte === 0)).toBe(true);
  expect(fillKnownBlocks(memory, known, fresh)).toBe(true);
  expect(memory).toEqual(snapshotOf(heap));
});

test('a machine with other data is refused', () => {
  const memory = snapshotOf(machineWith(1, 2).HEAPU8);
  const known = dropKnownBlocks(memory, machineWith(1, 2));
  expect(fillKnownBlocks(memory, known, machineWith(1, 3))).toBe(false);
});
