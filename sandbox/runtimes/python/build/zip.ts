import { type Zippable, zipSync } from 'fflate';

/** Zips of the same content are the same file. */
const NO_TIME = new Date('1980-01-01T12:00:00');

export function zipOf(files: Readonly<Record<string, Uint8Array>>, level: 0 | 9 = 9): Uint8Array {
  const sorted: Zippable = {};
  for (const path of Object.keys(files).sort()) sorted[path] = [files[path] ?? new Uint8Array(), { mtime: NO_TIME }];
  return zipSync(sorted, { level });
}
