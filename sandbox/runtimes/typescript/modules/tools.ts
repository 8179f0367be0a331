import type { AssetModules } from './asset-modules.ts';
import type { SyntaxNode } from './syntax.ts';

/** The part of sucrase that is used (https://github.com/alangpierce/sucrase). */
export interface Sucrase {
  transform(
    source: string,
    options: {
      readonly transforms: 'typescript'[];
      readonly disableESTransforms: boolean;
      readonly keepUnusedImports: boolean;
    },
  ): { readonly code: string };
}

/** The part of acorn that is used (https://github.com/acornjs/acorn). */
export interface Acorn {
  parse(source: string, options: { readonly ecmaVersion: 'latest'; readonly sourceType: 'module' }): SyntaxNode;
}

export interface Tools {
  readonly sucrase: Sucrase;
  readonly acorn: Acorn;
}

/** Loads what strips types and parses. */
export async function loadTools(assets: AssetModules): Promise<Tools> {
  const load = (name: 'sucrase' | 'acorn'): Promise<unknown> =>
    import(/* @vite-ignore */ assets.urlOf(assets.manifest.tools[name]));
  const [sucrase, acorn] = await Promise.all([load('sucrase'), load('acorn')]);
  // The wire to the bundles, which make.ts builds from these packages.
  return { sucrase: sucrase as Sucrase, acorn: acorn as Acorn };
}
