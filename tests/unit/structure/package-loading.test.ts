import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What Node 20 lacks of its own modules and the package needs elsewhere. */
const NEWER_THAN_NODE_20 = /\b(zstd\w+|registerHooks)\b/;

/** Every module that is loaded together with `entry`: its static imports and theirs; types and `import()` are not. */
async function loadedWith(entry: string): Promise<readonly string[]> {
  const seen = new Set([entry]);
  for (const file of seen) {
    const source = ts.createSourceFile(file, await readFile(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      const imported = ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === undefined;
      const exported = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
      if (!imported && !exported) continue;
      const { moduleSpecifier } = statement;
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.')) continue;
      seen.add(join(dirname(file), moduleSpecifier.text));
    }
  }
  return [...seen];
}

describe('what Node 20 loads of the package', () => {
  const entries = ['commands/wartezeit.ts', 'commands/mock.ts', 'doors/http-server.ts', 'doors/service.ts'];
  it.each(entries)('%s imports nothing from Node that it lacks', async (entry) => {
    const loaded = await loadedWith(`sandbox/${entry}`);
    expect(loaded.length).toBeGreaterThan(2);
    for (const file of loaded) {
      const imports = (await readFile(join(root, file), 'utf8')).match(/^import [^;]* from 'node:[^;]*;/gm) ?? [];
      expect(imports.join('\n'), file).not.toMatch(NEWER_THAN_NODE_20);
    }
  });

  it('leaves the Python builder to programs in Python', async () => {
    for (const entry of [...entries, 'commands/run-program.ts'])
      expect(await loadedWith(`sandbox/${entry}`)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/python\/(build\/make|prepare\.node)/)]),
      );
  });
});
