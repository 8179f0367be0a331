type File = readonly [path: string, bytes: Uint8Array<ArrayBuffer>];

/** Files that imports wrote while the snapshot was made, from their JSON (path and base64). */
export function decodeFiles(json: Uint8Array): File[] {
  // The wire: written by the build.
  const list = JSON.parse(new TextDecoder().decode(json)) as [string, string][];
  return list.map(([path, text]) => [path, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
}
