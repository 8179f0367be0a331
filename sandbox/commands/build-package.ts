// npm run build:package: makes dist-package/, which `npm pack` takes: modules and types of the doors, and the command.
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { LabManifest } from '../lab/manifest.ts';
import { makeTypeScriptAssets } from '../runtimes/typescript/build/make.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const out = join(root, 'dist-package');
const doors = ['sandbox/doors/msw.ts', 'sandbox/doors/http-server.ts', 'sandbox/doors/service.ts'];
const commandFile = 'sandbox/commands/wartezeit.ts';
/** What modules read beside themselves. */
const dataFolders = ['sandbox/runtimes/python/seams', 'sandbox/runtimes/python/build'];

/** Modules that a module starts as a process or worker of its own, by their file names. */
const STARTED = /(['"])([\w./-]*(?:-process|\.node))\.ts\1/g;

await rm(out, { recursive: true, force: true });
const packages = await compileReachable([...doors, commandFile]);
await checkDependencies(packages);
emitTypes(doors.map((file) => join(root, file)));
await fixTypePaths(join(out, 'sandbox'));
await copyData();
await makeAssets();
await chmod(join(out, commandFile.replace(/\.ts$/, '.js')), 0o755);
console.log(`dist-package/: ${packages.size} packages needed: ${[...packages].sort().join(', ')}`);

/** Compiles the entries and all they reach, each to a module of its own; returns the packages they import. */
async function compileReachable(entries: readonly string[]): Promise<Set<string>> {
  const seen = new Set(entries);
  const packages = new Set<string>();
  for (const file of seen) {
    const source = await readFile(join(root, file), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    });
    const started = [...outputText.matchAll(STARTED)].map((match) => `./${match[2]}.ts`.replace('././', './'));
    const imported = ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName);
    for (const name of [...started, ...imported]) {
      if (name.startsWith('.')) seen.add(relative(root, resolve(root, dirname(file), name)).replace(/\.js$/, '.ts'));
      else if (!name.includes(':') && !builtinModules.includes(name)) packages.add(packageOf(name));
    }
    const target = join(out, file.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText.replace(STARTED, '$1$2.js$1'));
  }
  return packages;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** A package that is needed at run time but not declared would be missing for readers only. */
async function checkDependencies(packages: ReadonlySet<string>): Promise<void> {
  const { dependencies, peerDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const missing = [...packages].filter((name) => !(name in dependencies) && !(name in (peerDependencies ?? {})));
  if (missing.length > 0) {
    throw new Error(
      `Failed to build the package: ${missing.join(', ')} not declared. Add to "dependencies" in package.json.`,
    );
  }
}

function emitTypes(files: readonly string[]): void {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: out,
  });
  const { diagnostics } = program.emit();
  const errors = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (errors.length > 0) {
    const host = {
      getCanonicalFileName: (name: string) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    };
    throw new Error(`Failed to make the package's types:\n${ts.formatDiagnostics(errors, host)}Correct them.`);
  }
}

/** Relative imports of declarations name the modules that are shipped. */
async function fixTypePaths(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.d.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));
  }
}

async function copyData(): Promise<void> {
  for (const folder of dataFolders) {
    for (const name of await readdir(join(root, folder))) {
      if (!/\.(py|txt)$/.test(name)) continue;
      await mkdir(join(out, folder), { recursive: true });
      await copyFile(join(root, folder, name), join(out, folder, name));
    }
  }
}

/** What TypeScript programs need comes with the package; the browser's worker and Python do not. */
async function makeAssets(): Promise<void> {
  const folder = join(out, '.cache/lab');
  const typescript = await makeTypeScriptAssets(join(folder, 'typescript'));
  const browsers = { worker: '', keeper: '', frameWorker: '' };
  const manifest: LabManifest = { format: 1, ...browsers, typescript, python: null, pythonMissing: null };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
