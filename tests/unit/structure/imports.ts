import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** An import from one file of the project to another: paths from the project's root, with `/`. */
export interface ProjectImport {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const SOURCE = /\.(ts|tsx|mts|mjs|astro|mdx)$/;
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every relative import below the given rooms. */
export function projectImports(root: string, rooms: readonly string[]): ProjectImport[] {
  return rooms.flatMap((room) => sourceFiles(join(root, room)).flatMap((file) => importsOf(root, file)));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(root: string, file: string): ProjectImport[] {
  const from = relative(root, file).split(sep).join('/');
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const specifier = (match[2] ?? match[3] ?? '').replace(/\?.*$/, '');
    if (!specifier.startsWith('.')) return [];
    const to = relative(root, join(dirname(file), specifier))
      .split(sep)
      .join('/');
    return [{ from, to, typeOnly: match[1] !== undefined }];
  });
}
