import { isObject } from './incoming.ts';

/**
 * What a strict schema lacks, as the API says it: every object must exclude other properties and require all of its own
 * (developers.openai.com/api/docs/guides/structured-outputs). Null where nothing is wrong. The first thing found is told.
 */
export function strictSchemaError(schema: unknown): string | null {
  if (!isObject(schema)) return null;
  if (schema['type'] !== 'object' && schema['$ref'] === undefined) {
    const type = JSON.stringify(schema['type'] ?? 'None');
    return `schema must be a JSON Schema of 'type: "object"', got 'type: ${type}'.`;
  }
  return lackOf(schema, []);
}

/** Where schemas stand within a schema: by name, in a list, or alone. */
const NAMED = ['properties', '$defs', 'definitions'] as const;
const LISTED = ['anyOf', 'allOf', 'oneOf'] as const;

function lackOf(schema: unknown, path: readonly string[]): string | null {
  if (!isObject(schema)) return null;
  const type = schema['type'];
  if (type === 'object' || (Array.isArray(type) && type.includes('object'))) {
    const lack = lackOfObject(schema, path);
    if (lack !== null) return lack;
  }
  for (const [place, inner] of innerSchemas(schema)) {
    const lack = lackOf(inner, [...path, ...place]);
    if (lack !== null) return lack;
  }
  return null;
}

function lackOfObject(schema: Readonly<Record<string, unknown>>, path: readonly string[]): string | null {
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')}${path.length === 1 ? ',' : ''})`;
  if (schema['additionalProperties'] !== false) {
    return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const properties = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const { required } = schema;
  const missing = properties.find((name) => !Array.isArray(required) || !required.includes(name));
  return missing === undefined
    ? null
    : `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
}

function innerSchemas(schema: Readonly<Record<string, unknown>>): readonly (readonly [string[], unknown])[] {
  const inner: [string[], unknown][] = [];
  for (const keyword of NAMED) {
    const named = schema[keyword];
    if (isObject(named)) for (const [name, one] of Object.entries(named)) inner.push([[keyword, name], one]);
  }
  for (const keyword of LISTED) {
    const list = schema[keyword];
    if (Array.isArray(list)) for (const [index, one] of list.entries()) inner.push([[keyword, String(index)], one]);
  }
  if (schema['items'] !== undefined) inner.push([['items'], schema['items']]);
  return inner;
}
