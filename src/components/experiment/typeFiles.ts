import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { TypeFile } from '../../islands/editor/typescriptHelp.ts';

const imports = /(?:from|import)\s*\(?['"](\.{1,2}\/[^'"]+)['"]/g;

/** Node's names that programs in the laboratory use, and that the browser's own library lacks. */
const node = `
declare const process: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): boolean };
  readonly stderr: { write(text: string): boolean };
  exitCode: number | undefined;
  exit(code?: number): never;
  hrtime: { bigint(): bigint };
};
declare module 'node:timers/promises' {
  export function setTimeout<T = void>(delay?: number, value?: T, options?: { signal?: AbortSignal }): Promise<T>;
  export function setInterval<T = void>(delay?: number, value?: T, options?: { signal?: AbortSignal }): AsyncIterable<T>;
  export function setImmediate<T = void>(value?: T, options?: { signal?: AbortSignal }): Promise<T>;
}
`;

/** A declaration file and all that it imports, with paths from the project's root. */
async function closure(entry: string): Promise<readonly TypeFile[]> {
  const files = new Map<string, string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    files.set(path, text.replace(/\n?\/\/# sourceMappingURL=.*$/m, ''));
    for (const [, target = ''] of text.matchAll(imports)) {
      waiting.push(normalize(join(dirname(path), target.replace(/\.m?js$/, '.d.ts'))));
    }
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

/** All declarations that the editor needs for the programs of the laboratory. */
export async function typeFiles(): Promise<readonly TypeFile[]> {
  const packages = await Promise.all(
    ['openai', 'p-limit', 'p-retry'].map((name) => closure(`node_modules/${name}/index.d.ts`)),
  );
  return [...packages.flat(), { path: 'node.d.ts', text: node }];
}
