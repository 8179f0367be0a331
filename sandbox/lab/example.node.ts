import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Example, ExampleError, parseExample } from './example.ts';

/** Where the examples live. */
export const EXAMPLES_FOLDER = new URL('../../content/examples/', import.meta.url);

/** Reads one example folder. Throws ExampleError naming file, field and remedy. */
export async function readExample(slug: string, folder: URL = EXAMPLES_FOLDER): Promise<Example> {
  const own = new URL(`${slug}/`, folder);
  const files = await readdir(own);
  if (!files.includes('example.yaml')) {
    throw new ExampleError(
      slug,
      'example.yaml',
      'the file is missing',
      `Write it into ${join('content/examples', slug)}.`,
    );
  }
  const programs = files.filter((file) => file.endsWith('.py') || file.endsWith('.ts'));
  const sources = await Promise.all(
    programs.map(async (file) => [file, await readFile(new URL(file, own), 'utf8')] as const),
  );
  return parseExample(slug, await readFile(new URL('example.yaml', own), 'utf8'), Object.fromEntries(sources));
}

/** All examples, in the order of their folders' names. Throws ExampleError at the first broken one. */
export async function readExamples(folder: URL = EXAMPLES_FOLDER): Promise<Example[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const slugs = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(slugs.sort().map((slug) => readExample(slug, folder)));
}
