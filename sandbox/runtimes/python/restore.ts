import type { SideModule, SnapshotBinding } from './assets.ts';
import type { EmscriptenModule } from './emscripten.ts';
import { linkHash } from './link-hash.ts';
import { linkSideModule, SnapshotMismatch } from './side-modules.ts';
import { hasKnownBlocks, headerBytes, placeBlocks } from './snapshot-blocks.ts';

/** Brings the native modules into a machine that has not run anything yet. Throws SnapshotMismatch. */
export function linkSideModules(
  machine: EmscriptenModule,
  binding: Omit<SnapshotBinding, 'part' | 'blocks' | 'sideModules'> & {
    readonly sideModules: readonly Omit<SideModule, 'part'>[];
  },
  sideModules: readonly WebAssembly.Module[],
): void {
  // Browsers without a trampoline for calls (iOS) start with one slot less.
  while (machine.wasmTable.length < binding.tableBefore) machine.getEmptyTableSlot();
  binding.sideModules.forEach((library, i) => {
    const module = sideModules[i];
    if (module === undefined) throw new SnapshotMismatch(`${library.name} is missing`);
    linkSideModule(machine, library, module);
  });
  if (machine.wasmTable.length !== binding.tableAfter)
    throw new SnapshotMismatch('the function table has another length');
  if (linkHash(machine) !== binding.linkHash) throw new SnapshotMismatch('the linker gave out other addresses');
}

/**
 * Makes a machine that has not run anything yet fit for a snapshot with native modules, and lets Pyodide restore `memory`
 * when it asks for its snapshot. Throws SnapshotMismatch where it does not fit.
 */
export function prepareRestore(
  machine: EmscriptenModule,
  binding: SnapshotBinding,
  memory: Uint8Array,
  sideModules: readonly WebAssembly.Module[],
): void {
  const initialBytes = machine.HEAPU8.length;
  machine.growMemory(binding.blocks.heapBytes);
  linkSideModules(machine, binding, sideModules);
  if (!hasKnownBlocks(machine, binding.blocks)) throw new SnapshotMismatch('the machine has other data');
  const trampoline =
    (machine.__PyRuntime + (machine.HEAP32[machine.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2] ?? 0)) >> 2;
  const own = machine.HEAP32[trampoline] ?? 0;
  const restore = machine.API.restoreSnapshot;
  machine.API.restoreSnapshot = () => {
    const config = restore(memory.subarray(0, headerBytes(memory)));
    placeBlocks(memory, binding.blocks, machine, initialBytes);
    machine.HEAP32[trampoline] = own;
    return config;
  };
}
