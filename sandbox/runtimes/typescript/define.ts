/** Defines a property as the platform defines its own globals: writable, configurable, not enumerable. */
export function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable: false });
}

/** Defines several properties with `define`. */
export function defineAll(target: object, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) define(target, key, value);
}
