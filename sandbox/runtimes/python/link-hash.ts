import type { EmscriptenModule } from './emscripten.ts';

/** A hash (FNV-1a) of all addresses the linker gave out: equal exactly if the native modules lie where they lay. */
export function linkHash(machine: Pick<EmscriptenModule, 'GOT'>): number {
  let hash = 0;
  for (const name of Object.keys(machine.GOT).sort()) {
    const entry = `${name}=${machine.GOT[name]?.value}`;
    for (let i = 0; i < entry.length; i++) hash = Math.imul(hash ^ entry.charCodeAt(i), 16777619);
  }
  return hash >>> 0;
}
