/** A source of random numbers. */
export interface RandomSource {
  /** A whole number from 0 to 2³² − 1. */
  next32(): number;
}

/**
 * The small fast generator sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32: whole-number arithmetic only, so that
 * every engine draws the same.
 */
export function createSeededRandom(seed: number): RandomSource {
  let mixed = seed | 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let value = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return value ^ (value >>> 15);
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next32();
  return { next32 };
}
