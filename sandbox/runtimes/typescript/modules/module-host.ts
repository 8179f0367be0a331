/** How a platform turns a text into a module that can be imported. */
export interface ModuleHost {
  /** Makes a module. Returns the URL under which it can be imported once or several times. */
  define(source: string): string;
  /** From now on only defined modules and files of the assets can be imported. */
  close(assetBase: string): void;
}

/** Gives what it is called with, one piece after the other, a URL as a module. Takes beforehand what a program may replace. */
export function createBlobUrls(): (...source: readonly (string | Blob)[]) => string {
  const NativeBlob = Blob;
  const createUrl = URL.createObjectURL.bind(URL);
  return (...source) => createUrl(new NativeBlob([...source], { type: 'text/javascript' }));
}

/** In browsers a module is a blob: URL; what else may be imported is the policy's business. */
export function createBlobHost(): ModuleHost {
  return { define: createBlobUrls(), close: () => {} };
}
