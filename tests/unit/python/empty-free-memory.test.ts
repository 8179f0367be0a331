import { expect, test } from 'vitest';
import { emptyFreeMemory } from '../../../sandbox/runtimes/python/build/empty-free-memory.ts';
import type { EmscriptenModule } from '../../../sandbox/runtimes/python/emscripten.ts';

const BLOCK = 16;
const TOP = 64 * BLOCK;

/** A heap full of what was written before, with an allocator over the blocks in `free`; it grows beyond its top. */
function machineWith(free: readonly number[]) {
  const heap = new Uint8Array(2 ** 22).fill(7, 0, TOP);
  let left = [...free];
  let grown = TOP;
  const allocate = (bytes: number): number => {
    const at = bytes <= BLOCK ? left.shift() : undefined;
    if (at !== undefined) return at;
    grown += bytes;
    return grown - bytes;
  };
  const release = (pointer: number): void => {
    if (pointer < TOP) left = [pointer, ...left];
  };
  const exports = { PyObject_Malloc: allocate, PyObject_Free: release, malloc: allocate, free: release };
  // Of the machine only this is used here.
  const machine = {
    HEAPU8: heap,
    LDSO: { loadedLibsByName: { __main__: { exports } } },
    _sbrk: () => grown,
  } as unknown as EmscriptenModule;
  return { machine, heap, free: () => left };
}

test('what is free is empty, what is in use is as it was, and all is given back', () => {
  const places = [3, 10, 11, 40].map((block) => block * BLOCK);
  const { machine, heap, free } = machineWith(places);
  emptyFreeMemory(machine);
  const isFree = (at: number): boolean => places.some((place) => at >= place && at < place + BLOCK);
  expect(heap.subarray(0, TOP)).toEqual(Uint8Array.from({ length: TOP }, (_, at) => (isFree(at) ? 0 : 7)));
  expect([...free()].sort((a, b) => a - b)).toEqual(places);
});
