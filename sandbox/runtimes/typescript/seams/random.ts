import { define } from '../define.ts';
import type { RandomSource } from './seeded-random.ts';

/** What draws random numbers in a program's world. */
export interface RandomRealm {
  readonly Math: object;
  /** `Crypto.prototype`. */
  readonly cryptoPrototype: object;
}

const QUOTA_BYTES = 65_536;

/**
 * Lets `Math.random`, `crypto.getRandomValues` and `crypto.randomUUID` draw from one seeded source. Keys that
 * `crypto.subtle` makes stay truly random.
 */
export function installSeededRandom(realm: RandomRealm, source: RandomSource): void {
  define(realm.Math, 'random', function random() {
    return (source.next32() * 2 ** 21 + (source.next32() >>> 11)) / 2 ** 53;
  });
  define(realm.cryptoPrototype, 'getRandomValues', function getRandomValues<T extends ArrayBufferView>(array: T): T {
    return fillRandomly(array, source);
  });
  define(realm.cryptoPrototype, 'randomUUID', function randomUUID() {
    return uuidFrom(fillRandomly(new Uint8Array(16), source));
  });
}

function fillRandomly<T extends ArrayBufferView>(array: T, source: RandomSource): T {
  const isIntegers = ArrayBuffer.isView(array) && !(array instanceof DataView) && !/^Float/.test(kindOf(array));
  if (!isIntegers) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (array.byteLength > QUOTA_BYTES) {
    throw new DOMException(
      `The requested length exceeds 65,536 bytes, got ${array.byteLength} bytes`,
      'QuotaExceededError',
    );
  }
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let index = 0; index < bytes.length; index++) bytes[index] = source.next32() >>> 24;
  return array;
}

function kindOf(array: ArrayBufferView): string {
  return Object.prototype.toString.call(array).slice(8, -1);
}

/** A version 4 UUID (RFC 9562) from 16 random bytes. */
export function uuidFrom(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
