import { isObject } from './incoming.ts';

/**
 * Everything random in the service comes from here. A draw is a function of the seed, the request, how often that same
 * request came before and its retry count, never of the order in which requests arrive. Only integer operations and
 * + − × ÷ are used, so every engine draws the same.
 */

/** What a request is, apart from when it arrives. `a` and `b` are two independent 32-bit digests of method, path and body. */
export interface Identity {
  readonly a: number;
  readonly b: number;
  /** How often the same request with the same retry count came before. */
  readonly occurrence: number;
  /** How often this request came before, whatever its retry count. */
  readonly arrivals: number;
  /** Retries so far, from `x-stainless-retry-count`. */
  readonly retry: number;
}

// Two lanes with constants of their own; together 64 bits.
const START = 0xdeadbeef;
const FACTOR = 0x9e3779b1;
const OTHER_START = 0x41c6ce57;
const OTHER_FACTOR = 0x5f356495;

/** The second lane of the last digest: both are computed in one pass, and a function returns only one number quickly. */
let other = 0;

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function digestText(text: string): number {
  let a: number = START ^ text.length;
  let b: number = OTHER_START ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, FACTOR);
    b = Math.imul(b ^ code, OTHER_FACTOR);
  }
  other = mix(b);
  return mix(a);
}

function digestBytes(bytes: Uint8Array): number {
  let a: number = START ^ bytes.length;
  let b: number = OTHER_START ^ bytes.length;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    a = Math.imul(a ^ byte, FACTOR);
    b = Math.imul(b ^ byte, OTHER_FACTOR);
  }
  other = mix(b);
  return mix(a);
}

function digestObject(value: { readonly [key: string]: unknown }): number {
  // A sum, so that the order of keys does not matter: Python and TypeScript write the same request in different orders.
  let a = 1;
  let b = 1;
  for (const key in value) {
    const keyA = digestText(key);
    const keyB = other;
    const itemA = digest(value[key]);
    const itemB = other;
    a = (a + mix(keyA ^ Math.imul(itemA, FACTOR))) | 0;
    b = (b + mix(keyB ^ Math.imul(itemB, OTHER_FACTOR))) | 0;
  }
  other = mix(b);
  return mix(a);
}

function digestList(list: readonly unknown[]): number {
  let a: number = START;
  let b: number = OTHER_START;
  for (const item of list) {
    a = Math.imul(a ^ digest(item), FACTOR);
    b = Math.imul(b ^ other, OTHER_FACTOR);
  }
  other = mix(b ^ list.length);
  return mix(a ^ list.length);
}

function digest(value: unknown): number {
  if (typeof value === 'string') return digestText(value);
  if (value instanceof Uint8Array) return digestBytes(value);
  if (Array.isArray(value)) return digestList(value);
  if (isObject(value)) return digestObject(value);
  const a = digestText(String(value));
  other = mix(other ^ 0x2545f491);
  return mix(a ^ 0x2545f491);
}

/** Two independent 32-bit digests of a JSON value or bytes; the order of an object's keys does not count. */
export function digests(value: unknown): readonly [number, number] {
  return [digest(value), other];
}

/** The generator sfc32: 128 bits of state, additions and shifts only. */
export class Draw {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(a: number, b: number, c: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** An integer from 0 to 2³² − 1. */
  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** A number from 0 (included) to 1 (excluded). */
  unit(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** An integer from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** A whole number between both bounds, both included. */
  between(min: number, max: number): number {
    return Math.floor(min + this.unit() * (max - min + 1));
  }

  /** Normally distributed with mean 0 and standard deviation 1: the sum of twelve uniform draws less 6 (no logarithm). */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.unit();
    return sum;
  }

  /** One of the items. Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Failed to draw an item: the list is empty. Pass at least one item.');
    return item;
  }
}

const LABELS = {
  latency: 1,
  content: 2,
  id: 3,
  fault: 4,
  refusal: 5,
  requestId: 6,
  'seeded-content': 7,
  job: 8,
} as const;
export type DrawLabel = keyof typeof LABELS;

/** A fresh sequence of draws for one purpose; different labels (and numbers) are independent of each other. */
export function drawsFor(seed: number, identity: Identity, label: DrawLabel, number = 0): Draw {
  const purpose = Math.imul(LABELS[label], 0x9e3779b1) + Math.imul(number, 0x85ebca77);
  const repeats = label === 'seeded-content' ? 0 : 1;
  const repeated = repeats * (Math.imul(identity.occurrence, 0xc2b2ae3d) + Math.imul(identity.retry, 0x27d4eb2f));
  return new Draw(mix(identity.a ^ seed), identity.b ^ mix(purpose), mix(seed + 0x6a09e667) + mix(repeated + 1));
}

const ALPHABETS = {
  base62: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  hex: '0123456789abcdef',
} as const;
type Alphabet = keyof typeof ALPHABETS;

const pairsByAlphabet = new Map<Alphabet, readonly string[]>();

/** All pairs of an alphabet's characters: ids are put together from them, which is quicker than from single ones. */
function pairsOf(name: Alphabet): readonly string[] {
  const known = pairsByAlphabet.get(name);
  if (known !== undefined) return known;
  const characters = [...ALPHABETS[name]];
  const pairs = characters.flatMap((second) => characters.map((first) => first + second));
  pairsByAlphabet.set(name, pairs);
  return pairs;
}

/** `length` characters of the API's ids: letters and digits, or hexadecimal. */
export function drawId(draw: Draw, length: number, alphabet: Alphabet = 'base62'): string {
  const pairs = pairsOf(alphabet);
  let id = '';
  while (id.length < length) {
    // Four characters from each draw: 62⁴ < 2³².
    const drawn = draw.uint32();
    const rest = Math.floor(drawn / pairs.length);
    id += (pairs[drawn % pairs.length] ?? '') + (pairs[rest % pairs.length] ?? '');
  }
  return id.slice(0, length);
}
