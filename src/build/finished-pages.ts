import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes every HTML page of a built site anew: what `rewrite` makes of it. `dir` is the folder that the build filled. */
export async function rewritePages(dir: URL, rewrite: (html: string) => string): Promise<void> {
  const folder = fileURLToPath(dir);
  for await (const name of glob('**/*.html', { cwd: folder })) {
    const path = join(folder, name);
    await writeFile(path, rewrite(await readFile(path, 'utf8')));
  }
}
