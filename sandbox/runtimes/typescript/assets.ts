/** `manifest.json` of the runtime's assets. All files carry a hash of their content in their names. */
export interface TypeScriptManifest {
  readonly format: 1;
  /** What a program may import, by the name it uses: `openai`, `p-limit`. */
  readonly modules: Readonly<Record<string, AssetFile>>;
  /** What the runtime itself needs: `sucrase` strips types, `acorn` parses. */
  readonly tools: Readonly<Record<'sucrase' | 'acorn', AssetFile>>;
  /** All of them, and what several of them share: for each file by its name, where it imports others. */
  readonly imports: Readonly<Record<string, readonly SharedImport[]>>;
  /** The files of `modules` one behind the other: for workers that have the tools within and may fetch nothing themselves. */
  readonly pack: TypeScriptPack;
}

export interface TypeScriptPack extends AssetFile {
  /** For each file by its name where it begins and ends, in bytes. */
  readonly parts: Readonly<Record<string, readonly [start: number, end: number]>>;
}

/** An import of one file by another. */
export interface SharedImport {
  readonly file: string;
  /** Where the specifier stands with its quotes, in bytes. */
  readonly start: number;
  readonly end: number;
}

export interface AssetFile {
  /** Relative to the folder of the manifest. */
  readonly file: string;
  /** Uncompressed size. */
  readonly bytes: number;
}

/** What the page, or the headless lab, has prepared. */
export interface TypeScriptAssets {
  readonly manifest: TypeScriptManifest;
  /** Absolute URL of the folder that holds the manifest's files, with a slash at its end. */
  readonly assetBase: string;
  /** Each file by its name, where the worker may not fetch; null where it may. */
  readonly files: Readonly<Record<string, Blob>> | null;
}
