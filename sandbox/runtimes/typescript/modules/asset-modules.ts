import type { AssetFile, TypeScriptAssets, TypeScriptManifest } from '../assets.ts';
import { createBlobUrls } from './module-host.ts';

/** The files of the assets as modules. */
export interface AssetModules {
  readonly manifest: TypeScriptManifest;
  /** Where a module can be imported from. Throws where its file is missing. */
  urlOf(asset: AssetFile): string;
  /** The package to which the module at a URL belongs, of those that share it the smallest; null where it is no module of ours. */
  packageOf(url: string): string | null;
}

/**
 * Modules lie at their addresses, or are made of the files when they are first asked for. What such a file imports is named
 * anew, since a blob: URL cannot be the base of `./shared.mjs`; its text itself is never read.
 */
export function createAssetModules(assets: TypeScriptAssets, toUrl = createBlobUrls()): AssetModules {
  const { manifest, assetBase, files } = assets;
  if (files === null) {
    return {
      manifest,
      urlOf: ({ file }) => new URL(file, assetBase).href,
      packageOf: (url) => (url.startsWith(assetBase) ? packageOfFile(url.slice(assetBase.length), manifest) : null),
    };
  }
  const urls = new Map<string, string>();
  const define = (name: string): string => {
    const file = files[name];
    const imports = manifest.imports[name];
    if (!file || !imports) throw new Error(`Failed to make the module ${name}: its file is missing. Reload the page.`);
    const parts: (Blob | string)[] = [];
    let done = 0;
    for (const shared of imports) {
      parts.push(file.slice(done, shared.start), JSON.stringify(urlOf(shared.file)));
      done = shared.end;
    }
    return toUrl(...parts, file.slice(done));
  };
  const urlOf = (name: string): string => {
    const url = urls.get(name) ?? define(name);
    urls.set(name, url);
    return url;
  };
  return {
    manifest,
    urlOf: ({ file }) => urlOf(file),
    packageOf(url) {
      const [name] = [...urls].find(([, known]) => known === url) ?? [];
      return name === undefined ? null : packageOfFile(name, manifest);
    },
  };
}

function packageOfFile(file: string, { modules, imports }: TypeScriptManifest): string | null {
  let found: { readonly name: string; readonly size: number } | null = null;
  for (const [name, asset] of Object.entries(modules)) {
    const all = withImports(asset.file, imports);
    if (all.has(file) && (found === null || all.size < found.size)) found = { name, size: all.size };
  }
  return found === null ? null : (found.name.split('/')[0] ?? null);
}

function withImports(file: string, imports: TypeScriptManifest['imports'], all = new Set<string>()): Set<string> {
  if (all.has(file)) return all;
  all.add(file);
  for (const shared of imports[file] ?? []) withImports(shared.file, imports, all);
  return all;
}
