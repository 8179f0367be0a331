/** A stream of bytes from one seed: sfc32 (PractRand by Chris Doty-Humphrey), whole numbers only, equal in every engine. */
export function seededBytes(seed: number): () => number {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;
  let word = 0;
  let left = 0;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  };
  for (let i = 0; i < 16; i++) next();
  return () => {
    if (left === 0) {
      word = next();
      left = 4;
    }
    left -= 1;
    const byte = word & 0xff;
    word >>>= 8;
    return byte;
  };
}

/** Replaces what the browser draws its randomness from by a stream from `seed`. For good. */
export function seedRandomness(seed: number): void {
  const draw = seededBytes(seed);
  const getRandomValues = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = draw();
    return view;
  };
  Object.defineProperty(crypto, 'getRandomValues', { value: getRandomValues, configurable: true, writable: true });
  const word = (): number => draw() | (draw() << 8) | (draw() << 16);
  Math.random = () => word() / 2 ** 24;
}
