import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, version as esbuildVersion, type Metafile, type Plugin } from 'esbuild';
import type { AssetFile, SharedImport, TypeScriptManifest, TypeScriptPack } from '../assets.ts';
import { carryLines } from './carry-lines.ts';

/** What programs may import under its real name. */
const MODULES = ['openai', 'openai/helpers/zod', 'zod', 'p-limit', 'p-retry', 'buffer'] as const;
/** What the runtime itself needs. */
const TOOLS = ['sucrase', 'acorn'] as const;

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
/** `node:buffer` is a package and what that lacks. */
const BUFFER = fileURLToPath(new URL('../packages/buffer.ts', import.meta.url));
const MANIFEST = 'manifest.json';
const INPUTS = 'inputs.json';

/** Where the assets are made by default, relative to the repository. */
export const TYPESCRIPT_ASSETS = join(ROOT, '.cache', 'lab', 'typescript');

/**
 * Bundles the packages into `outDir`, each file with a hash of its content in its name, and writes `manifest.json`. Does
 * nothing where packages and these scripts are unchanged. Several processes may do it at once.
 */
export async function makeTypeScriptAssets(
  outDir: string,
  log: (line: string) => void = () => {},
): Promise<TypeScriptManifest> {
  const inputs = await describeInputs();
  const known = await readIfThere(join(outDir, INPUTS));
  const manifestText = await readIfThere(join(outDir, MANIFEST));
  if (known === inputs && manifestText !== null) {
    const manifest: TypeScriptManifest = JSON.parse(manifestText);
    if (allFilesExist(outDir, manifest)) return manifest;
  }
  log('TypeScript: bundling openai and its companions');
  await mkdir(outDir, { recursive: true });
  // Class names are part of what a program prints: RateLimitError.
  const modules = await bundle(outDir, MODULES, { keepNames: true, plugins: [carryingPlugin] });
  const tools = await bundle(outDir, TOOLS, { keepNames: false, minifyIdentifiers: true });
  const files = [...new Set([...modules.files, ...tools.files])].sort();
  const imports = await findImports(outDir, files);
  const pack = await writePack(outDir, [...modules.files].sort());
  const manifest: TypeScriptManifest = { format: 1, modules: modules.assets, tools: tools.assets, imports, pack };
  await writeWhole(join(outDir, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeWhole(join(outDir, INPUTS), inputs);
  await removeOthers(outDir, new Set([MANIFEST, INPUTS, pack.file, ...files]));
  return manifest;
}

/** Nobody ever reads half a file. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

async function removeOthers(outDir: string, wanted: ReadonlySet<string>): Promise<void> {
  const others = (await readdir(outDir)).filter((name) => !wanted.has(name) && !name.endsWith('.part'));
  await Promise.all(others.map((name) => rm(join(outDir, name), { force: true })));
}

interface Bundle<Name extends string> {
  readonly assets: Record<Name, AssetFile>;
  /** All files written, also what several of them share. */
  readonly files: readonly string[];
}

/** Bundles packages that share what they have in common. */
async function bundle<Name extends string>(
  outDir: string,
  names: readonly Name[],
  options: Pick<BuildOptions, 'keepNames' | 'minifyIdentifiers' | 'plugins'>,
): Promise<Bundle<Name>> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: name === 'buffer' ? BUFFER : name, out: name.replaceAll('/', '-') })),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minifyWhitespace: true,
    minifySyntax: true,
    ...options,
    legalComments: 'eof',
    external: ['node:*'],
    metafile: true,
    logLevel: 'warning',
  });
  const assets = Object.fromEntries(names.map((name) => [name, findOutput(result.metafile, name, outDir)]));
  const files = Object.keys(result.metafile.outputs).map((path) => fileIn(outDir, path));
  return { assets: assets as Record<Name, AssetFile>, files };
}

/** Where each file imports another: esbuild names it `"./file"`. */
async function findImports(outDir: string, files: readonly string[]): Promise<TypeScriptManifest['imports']> {
  const known = new Set(files);
  const found = files.map(async (name): Promise<[string, SharedImport[]]> => {
    // A character for each byte.
    const text = await readFile(join(outDir, name), 'latin1');
    const matches = [...text.matchAll(/"\.\/([\w-]+\.mjs)"/g)].filter(([, file = '']) => known.has(file));
    return [
      name,
      matches.map(({ 0: whole, 1: file = '', index }) => ({ file, start: index, end: index + whole.length })),
    ];
  });
  return Object.fromEntries(await Promise.all(found));
}

/** Writes files one behind the other into one. */
async function writePack(outDir: string, files: readonly string[]): Promise<TypeScriptPack> {
  const contents = await Promise.all(files.map((name) => readFile(join(outDir, name))));
  const parts: Record<string, readonly [number, number]> = {};
  let end = 0;
  for (const [index, content] of contents.entries()) {
    const start = end;
    end += content.length;
    parts[files[index] ?? ''] = [start, end];
  }
  const bytes = Buffer.concat(contents);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  const file = `all-${hash}.mjs`;
  await writeWhole(join(outDir, file), bytes);
  return { file, bytes: bytes.length, parts };
}

/** A path of esbuild's, relative to the folder. */
function fileIn(outDir: string, path: string): string {
  return relative(outDir, resolve(ROOT, path)).split(sep).join('/');
}

/** Packages whose functions wait for the network. */
const WAITING_PACKAGES = /[\\/]node_modules[\\/](?:openai|p-limit|p-retry)[\\/].*\.m?js$/;

const carryingPlugin: Plugin = {
  name: 'carry-lines',
  setup(builder) {
    builder.onLoad({ filter: WAITING_PACKAGES }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: /\bawait\b/.test(code) ? carryLines(code) : code, loader: 'js' };
    });
  },
};

function findOutput(metafile: Metafile, name: string, outDir: string): AssetFile {
  const wanted = new RegExp(`^${name.replaceAll('/', '-')}-[A-Z0-9]{8}\\.mjs$`);
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const file = fileIn(outDir, path);
    if (output.entryPoint && wanted.test(file)) return { file, bytes: output.bytes };
  }
  throw new Error(`Failed to bundle ${name}: esbuild wrote no file for it. Check that the package is installed.`);
}

/** The versions of everything that goes into the bundles, and this script. */
async function describeInputs(): Promise<string> {
  const scripts = ['make.ts', 'carry-lines.ts', '../packages/buffer.ts'].map((name) =>
    readFile(fileURLToPath(new URL(name, import.meta.url))),
  );
  const script = Buffer.concat(await Promise.all(scripts));
  const packages = [
    ...new Set([...MODULES, ...TOOLS].map((name) => name.split('/')[0] ?? name)),
    'is-network-error',
    'yocto-queue',
    'base64-js',
    'ieee754',
  ];
  const versions = await Promise.all(packages.map(packageVersion));
  const hash = createHash('sha256').update(script).digest('hex');
  return `${JSON.stringify({ script: hash, esbuild: esbuildVersion, packages: versions }, null, 2)}\n`;
}

async function packageVersion(name: string): Promise<string> {
  const text = await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8').catch(() => null);
  if (text === null) {
    throw new Error(`Failed to bundle ${name}: it is not installed. Run npm install.`);
  }
  const parsed: { version?: string } = JSON.parse(text);
  return `${name}@${parsed.version}`;
}

async function readIfThere(path: string): Promise<string | null> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readFile(path, 'utf8') : null;
}

function allFilesExist(outDir: string, manifest: TypeScriptManifest): boolean {
  return [...Object.keys(manifest.imports), manifest.pack.file].every((file) => existsSync(join(outDir, file)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await makeTypeScriptAssets(process.argv[2] ?? TYPESCRIPT_ASSETS);
  for (const [name, { file, bytes }] of Object.entries({ ...manifest.modules, ...manifest.tools })) {
    process.stdout.write(`${name}: ${file}, ${Math.round(bytes / 1024)} KB\n`);
  }
}
