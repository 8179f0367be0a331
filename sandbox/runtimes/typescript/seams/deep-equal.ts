/** Whether two values are equal in the strict sense of `node:assert` and `util.isDeepStrictEqual`. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, []);
}

type Pair = readonly [object, object];

function equal(a: unknown, b: unknown, open: readonly Pair[]): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (open.some(([x, y]) => x === a && y === b)) return true;
  const inside: readonly Pair[] = [...open, [a, b]];
  return sameContent(a, b, inside) && sameProperties(a, b, inside);
}

function sameContent(a: object, b: object, open: readonly Pair[]): boolean {
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && b instanceof Error) return a.message === b.message && a.name === b.name;
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key), open));
  }
  if (a instanceof Set && b instanceof Set) {
    return a.size === b.size && [...a].every((item) => b.has(item) || [...b].some((other) => equal(item, other, open)));
  }
  return true;
}

function sameProperties(a: object, b: object, open: readonly Pair[]): boolean {
  const keys = enumerableKeys(a);
  if (keys.length !== enumerableKeys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal(Reflect.get(a, key), Reflect.get(b, key), open));
}

function enumerableKeys(object: object): PropertyKey[] {
  return Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
}
