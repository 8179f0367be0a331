import type { EmscriptenModule } from './emscripten.ts';

/** Bytes per block. */
const BLOCK = 4096;

/**
 * Blocks of the snapshot's memory that a fresh machine has by itself, from its data segments: they need not be sent. Runs of
 * [first block, number of blocks], and a checksum over them, for a machine of another build has others.
 */
export interface KnownBlocks {
  readonly runs: readonly (readonly [first: number, count: number])[];
  readonly checksum: number;
}

function heapOf(memory: Uint8Array): Uint8Array {
  // Pyodide's snapshot: a header, whose length is its second word, then the heap.
  const header = new Uint32Array(memory.buffer, memory.byteOffset, 2)[1] ?? 0;
  return memory.subarray(header);
}

function isKnown(heap: Uint8Array, fresh: Uint8Array, at: number): boolean {
  let empty = true;
  for (let i = at; i < at + BLOCK; i++) {
    if (heap[i] !== fresh[i]) return false;
    if (fresh[i] !== 0) empty = false;
  }
  return !empty;
}

function checksum(runs: KnownBlocks['runs'], heap: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const [first, count] of runs) {
    const words = new Uint32Array(heap.buffer, heap.byteOffset + first * BLOCK, (count * BLOCK) / 4);
    for (const word of words) sum = Math.imul(sum ^ word, 16777619);
  }
  return sum >>> 0;
}

/** At build time: empties the blocks of `memory` that `machine`, which has not run yet, has too. */
export function dropKnownBlocks(memory: Uint8Array, machine: Pick<EmscriptenModule, 'HEAPU8'>): KnownBlocks {
  const heap = heapOf(memory);
  const fresh = machine.HEAPU8;
  const runs: [number, number][] = [];
  for (let block = 0; (block + 1) * BLOCK <= Math.min(heap.length, fresh.length); block++) {
    if (!isKnown(heap, fresh, block * BLOCK)) continue;
    heap.fill(0, block * BLOCK, (block + 1) * BLOCK);
    const last = runs.at(-1);
    if (last && last[0] + last[1] === block) last[1] += 1;
    else runs.push([block, 1]);
  }
  return { runs, checksum: checksum(runs, fresh) };
}

/** Puts the blocks back from a fresh machine; false where they are not those of the build. */
export function fillKnownBlocks(
  memory: Uint8Array,
  known: KnownBlocks,
  machine: Pick<EmscriptenModule, 'HEAPU8'>,
): boolean {
  const fresh = machine.HEAPU8;
  if (checksum(known.runs, fresh) !== known.checksum) return false;
  const heap = heapOf(memory);
  for (const [first, count] of known.runs) {
    heap.set(fresh.subarray(first * BLOCK, (first + count) * BLOCK), first * BLOCK);
  }
  return true;
}
