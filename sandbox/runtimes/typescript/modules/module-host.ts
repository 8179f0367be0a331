/** How a platform turns a text into a module that can be imported. */
export interface ModuleHost {
  /** Makes a module. Returns the URL under which it can be imported once or several times. */
  define(source: string): string;
  /** From now on only defined modules and files of the assets can be imported. */
  close(assetBase: string): void;
}

/** In browsers a module is a blob: URL; what else may be imported is the policy's business. */
export function createBlobHost(): ModuleHost {
  const NativeBlob = Blob;
  const createUrl = URL.createObjectURL.bind(URL);
  return {
    define: (source) => createUrl(new NativeBlob([source], { type: 'text/javascript' })),
    close: () => {},
  };
}
