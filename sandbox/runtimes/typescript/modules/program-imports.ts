import { nodeError } from '../seams/node-error.ts';
import type { AssetModules } from './asset-modules.ts';
import { type Builtins, builtinModuleSource } from './builtins.ts';
import { type Resolution, resolveSpecifier } from './resolve.ts';

/** Where the imports of one program lead. */
export interface ProgramImports {
  /** What programs may import; `buffer` goes by the name of Node's module. */
  readonly packages: readonly string[];
  resolve(specifier: string): Resolution;
  /** Where a resolved module can be imported from. Throws for what was refused. */
  urlOf(resolution: Resolution): string;
  /** A dynamic import. Rejects in Node's words for what is refused. */
  load(specifier: string): Promise<unknown>;
}

interface ImportSeams {
  readonly assets: AssetModules;
  readonly builtins: Builtins;
  /** The importing file. */
  readonly fileName: string;
  /** Makes a module of a text; returns its URL. */
  readonly define: (source: string) => string;
  /** Keeps the program waiting until a module is there. */
  readonly track: (loading: Promise<unknown>) => Promise<unknown>;
}

/** Leads imports to the packages of the laboratory and to its modules of Node. */
export function createProgramImports({ assets, builtins, fileName, define, track }: ImportSeams): ProgramImports {
  /** Of the modules of Node that were imported: a URL for each of them costs a browser a message to its main process. */
  const builtinUrls = new Map<string, string>();
  const resolve = (specifier: string): Resolution => resolveSpecifier(specifier, { assets, builtins, fileName });
  const urlOf = (resolution: Resolution): string => {
    if (resolution.kind === 'package') return resolution.url;
    const name = resolution.kind === 'builtin' ? resolution.name : '';
    const module = builtins.get(name);
    if (module === undefined)
      throw new Error('Failed to find a module: it was refused before. This is a mistake of ours.');
    const url = builtinUrls.get(name) ?? define(builtinModuleSource(name, module));
    builtinUrls.set(name, url);
    return url;
  };
  return {
    packages: Object.keys(assets.manifest.modules).filter((name) => name !== 'buffer'),
    resolve,
    urlOf,
    async load(specifier) {
      const resolution = resolve(specifier);
      if (resolution.kind === 'refused') throw nodeError(new Error(resolution.message), resolution.code);
      return track(import(/* @vite-ignore */ urlOf(resolution)));
    },
  };
}
