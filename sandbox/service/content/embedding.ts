/**
 * A deterministic unit vector in which similar texts are similar: words and groups of three letters are hashed onto a few
 * places each, so the angle between two vectors follows the share of what both texts have in common.
 */
export function embed(features: Iterable<string>, fullDimensions: number, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (const feature of features) addFeature(sums, feature, fullDimensions);
  let squares = 0;
  for (const value of sums) squares += value * value;
  const vector = new Float32Array(dimensions);
  if (squares === 0) {
    vector[0] = 1;
    return vector;
  }
  const length = Math.sqrt(squares);
  for (const [i, value] of sums.entries()) vector[i] = value / length;
  return vector;
}

/** Places per feature: enough that a shortened vector still says something. */
const PLACES = 12;

function addFeature(sums: Float64Array, feature: string, fullDimensions: number): void {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  for (let k = 0; k < PLACES; k++) {
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    h ^= h >>> 13;
    const place = (h >>> 1) % fullDimensions;
    // A shortened vector is the front of the whole one.
    if (place < sums.length) sums[place] = (sums[place] ?? 0) + ((h & 1) === 0 ? 1 : -1);
  }
}

/** Words and groups of three letters of a text. */
export function* textFeatures(text: string): Iterable<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const word of words) {
    yield `=${word}`;
    const padded = ` ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) yield padded.slice(i, i + 3);
  }
}

/** Features of a text that came as token numbers. */
export function* tokenFeatures(tokens: readonly number[]): Iterable<string> {
  for (const token of tokens) yield `#${token}`;
}
