import type { EmscriptenModule } from '../emscripten.ts';

type Allocate = (bytes: number) => number;
type Free = (pointer: number) => unknown;

/** Sizes that Python's own allocator hands out, and those that only the C library does: the large ones first. */
const PYTHON_SIZES = Array.from({ length: 32 }, (_, i) => 512 - i * 16);
const C_SIZES = Array.from({ length: 17 }, (_, i) => 2 ** (20 - i));

/**
 * Overwrites with zeros what is free in an interpreter's memory: what was freed there would be sent with the snapshot.
 * Takes all there is of each size, empties it, and gives it back.
 */
export function emptyFreeMemory(machine: EmscriptenModule): void {
  const top = machine._sbrk(0);
  const take = (name: string): Allocate => {
    const found = machine.LDSO.loadedLibsByName['__main__']?.exports[name];
    if (typeof found !== 'function') throw new Error(`Failed to empty the free memory: ${name} is missing.`);
    return found as Allocate;
  };
  emptyOf(machine, PYTHON_SIZES, take('PyObject_Malloc'), take('PyObject_Free'), top);
  emptyOf(machine, C_SIZES, take('malloc'), take('free'), top);
}

/** Takes blocks of each size until they come from memory that was not in use before, beyond `top`. */
function emptyOf(
  machine: EmscriptenModule,
  sizes: readonly number[],
  allocate: Allocate,
  free: Free,
  top: number,
): void {
  const taken: number[] = [];
  for (const size of sizes) {
    for (let pointer = allocate(size); pointer !== 0; pointer = allocate(size)) {
      taken.push(pointer);
      if (pointer + size > top) break;
      machine.HEAPU8.fill(0, pointer, pointer + size);
    }
  }
  for (const pointer of taken.reverse()) free(pointer);
}
