/**
 * Tells calls apart: equal for requests with the same method, path and body, so that a repetition can be recognised. Two
 * FNV-1a hashes of 32 bits, for no two of the some 10,000 requests of a run to be equal by chance.
 */
export function callFingerprint(method: string, path: string, body: Uint8Array): string {
  let [one, other] = [0x811c9dc5, 0x9e3779b9];
  const take = (byte: number): void => {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte, 0x01000193) ^ (one >>> 15);
  };
  for (const character of `${method} ${path}\n`) take(character.charCodeAt(0));
  for (const byte of body) take(byte);
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}
