import type { EmscriptenModule } from './emscripten.ts';

/** Bytes per block. */
const BLOCK = 4096;

type Runs = readonly (readonly [first: number, count: number])[];

/**
 * What of a heap is sent, in blocks. A machine that has not run yet has the rest by itself: the `known` ones from its data
 * segments (a checksum tells a machine of another build), all others are empty.
 */
export interface SnapshotBlocks {
  /** Bytes of the whole heap. */
  readonly heapBytes: number;
  /** Runs of blocks that are sent, one behind the other. */
  readonly sent: Runs;
  readonly known: Runs;
  readonly checksum: number;
}

type Machine = Pick<EmscriptenModule, 'HEAPU8'>;
type Kind = 'sent' | 'known' | 'empty';

/** Pyodide's snapshot: a header, whose length is its second word, then the heap. */
export function headerBytes(memory: Uint8Array): number {
  return new Uint32Array(memory.buffer, memory.byteOffset, 2)[1] ?? 0;
}

function kindOf(heap: Uint8Array, fresh: Uint8Array, at: number): Kind {
  let kind: Kind = 'empty';
  for (let i = at; i < at + BLOCK; i++) {
    if (heap[i] !== (fresh[i] ?? 0)) return 'sent';
    if (heap[i] !== 0) kind = 'known';
  }
  return kind;
}

function checksum(runs: Runs, heap: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const [first, count] of runs) {
    const words = new Uint32Array(heap.buffer, heap.byteOffset + first * BLOCK, (count * BLOCK) / 4);
    for (const word of words) sum = Math.imul(sum ^ word, 16777619);
  }
  return sum >>> 0;
}

function addTo(runs: [number, number][], block: number): void {
  const last = runs.at(-1);
  if (last && last[0] + last[1] === block) last[1] += 1;
  else runs.push([block, 1]);
}

/**
 * At build time: the snapshot without what `machine`, which has not run yet, has too. The heap is a whole number of blocks.
 */
export function packSnapshot(
  memory: Uint8Array,
  machine: Machine,
): { readonly packed: Uint8Array; readonly blocks: SnapshotBlocks } {
  const header = headerBytes(memory);
  const heap = memory.subarray(header);
  const fresh = machine.HEAPU8;
  const runs = { sent: [] as [number, number][], known: [] as [number, number][] };
  for (let block = 0; block * BLOCK < heap.length; block++) {
    const kind = kindOf(heap, fresh, block * BLOCK);
    if (kind !== 'empty') addTo(runs[kind], block);
  }
  const parts = runs.sent.map(([first, count]) => heap.subarray(first * BLOCK, (first + count) * BLOCK));
  const packed = new Uint8Array(header + parts.reduce((sum, part) => sum + part.length, 0));
  packed.set(memory.subarray(0, header));
  let at = header;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return { packed, blocks: { heapBytes: heap.length, ...runs, checksum: checksum(runs.known, fresh) } };
}

/** Whether a machine that has not run yet has the known blocks of the build. */
export function hasKnownBlocks(machine: Machine, { known, checksum: expected }: SnapshotBlocks): boolean {
  return checksum(known, machine.HEAPU8) === expected;
}

/**
 * Makes a machine's heap that of the snapshot. Below `initialBytes`, which it had before it was grown, blocks that should be
 * empty are emptied; above it everything was.
 */
export function placeBlocks(
  packed: Uint8Array,
  { sent, known }: SnapshotBlocks,
  machine: Machine,
  initialBytes: number,
): void {
  const heap = machine.HEAPU8;
  let end = 0;
  for (const [first, count] of [...sent, ...known].sort(([a], [b]) => a - b)) {
    if (end < initialBytes) heap.fill(0, end, Math.min(first * BLOCK, initialBytes));
    end = (first + count) * BLOCK;
  }
  if (end < initialBytes) heap.fill(0, end, initialBytes);
  let at = headerBytes(packed);
  for (const [first, count] of sent) {
    heap.set(packed.subarray(at, at + count * BLOCK), first * BLOCK);
    at += count * BLOCK;
  }
}
