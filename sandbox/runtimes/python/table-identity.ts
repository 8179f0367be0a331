/**
 * In WebKit `table.get(i)` is another object than the export of the same function, and Emscripten then gives that function a
 * second slot. This writes the export itself into the table. The name of an exported function is its index in its instance;
 * `foreign` are functions of other instances, whose names mean nothing here.
 */
export function writeExportsIntoTable(
  table: WebAssembly.Table,
  from: number,
  to: number,
  exports: WebAssembly.Exports,
  foreign: ReadonlySet<unknown> = new Set(),
): void {
  const byName = new Map<string, unknown>();
  for (const value of Object.values(exports)) if (typeof value === 'function') byName.set(value.name, value);
  for (let i = from; i < to; i++) {
    const found: unknown = table.get(i);
    if (typeof found !== 'function' || foreign.has(found)) continue;
    const exported = byName.get(found.name);
    if (exported !== undefined && exported !== found) table.set(i, exported);
  }
}
