import { expect, test } from 'vitest';
import { hasKnownBlocks, packSnapshot, placeBlocks } from '../../../sandbox/runtimes/python/snapshot-blocks.ts';

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

test('what a fresh machine has by itself and what is empty are left out, and the heap is whole again', () => {
  const heap = machineWith(1, 9, 0, 3, 7, 0, 5).HEAPU8;
  const { packed, blocks } = packSnapshot(snapshotOf(heap), machineWith(1, 2, 0, 3, 0, 4, 0));
  expect(packed).toHaveLength(8 + 4 * BLOCK);
  expect(blocks).toMatchObject({
    heapBytes: 7 * BLOCK,
    sent: [
      [1, 1],
      [4, 3],
    ],
    known: [
      [0, 1],
      [3, 1],
    ],
  });
  // The third block is one that this machine has used before; what was grown is empty.
  const machine = machineWith(1, 2, 6, 3, 0, 4, 0);
  expect(hasKnownBlocks(machine, blocks)).toBe(true);
  placeBlocks(packed, blocks, machine, 4 * BLOCK);
  expect(machine.HEAPU8).toEqual(heap);
});

test('a machine with other data is refused', () => {
  const { blocks } = packSnapshot(snapshotOf(machineWith(1, 2).HEAPU8), machineWith(1, 2));
  expect(hasKnownBlocks(machineWith(1, 2), blocks)).toBe(true);
  expect(hasKnownBlocks(machineWith(1, 3), blocks)).toBe(false);
});
