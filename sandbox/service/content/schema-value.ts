import type { Draw } from '../draw.ts';
import { isObject, type JsonObject } from '../incoming.ts';
import { textOfPattern } from './pattern-text.ts';

/** From this depth on the shortest valid value is chosen, so that recursive schemas end. */
const DEEP = 5;
/** At this depth even required parts are cut off: the schema has no finite value. */
const TOO_DEEP = 24;

/** Texts of drawn values. */
export const WORDS = [
  'Anfrage',
  'Antwort',
  'Beispiel',
  'Messung',
  'Ergebnis',
  'Vorgang',
  'Auftrag',
  'Hinweis',
] as const;
const PLACES = ['Berlin', 'Hamburg', 'München', 'Köln', 'Leipzig', 'Bremen'] as const;

const FORMATS: { readonly [format: string]: string } = {
  'date-time': '2026-11-02T09:30:00Z',
  date: '2026-11-02',
  time: '09:30:00Z',
  duration: 'PT30S',
  email: 'ada@example.org',
  hostname: 'example.org',
  ipv4: '192.0.2.10',
  ipv6: '2001:db8::10',
  uri: 'https://example.org/',
  uuid: '6f1d3a52-8c1b-4e0e-9d8a-2b7c4f5e6a10',
};

/** Draws a value that satisfies a JSON schema (the subset that structured outputs allow, and some more). */
export function valueOfSchema(schema: unknown, draw: Draw, prompt = ''): unknown {
  return new SchemaWriter(isObject(schema) ? schema : {}, draw, prompt).value(schema, '', 0);
}

class SchemaWriter {
  readonly #root: JsonObject;
  readonly #draw: Draw;
  readonly #prompt: string;

  constructor(root: JsonObject, draw: Draw, prompt: string) {
    this.#root = root;
    this.#draw = draw;
    this.#prompt = prompt;
  }

  value(schema: unknown, name: string, depth: number): unknown {
    if (!isObject(schema) || depth > TOO_DEEP) return null;
    const fixed = this.#fixedValue(schema);
    if (fixed !== undefined) return fixed;
    const part = (key: string): unknown => (Object.hasOwn(schema, key) ? schema[key] : undefined);
    const reference = part('$ref');
    if (typeof reference === 'string') return this.value(this.#resolve(reference), name, depth + 1);
    const all = part('allOf');
    if (Array.isArray(all))
      return this.value(
        mergeAll(
          schema,
          all.map((one) => this.#dereferenced(one)),
        ),
        name,
        depth + 1,
      );
    const any = part('anyOf') ?? part('oneOf');
    if (Array.isArray(any) && any.length > 0) return this.value(this.#choose(any, depth), name, depth + 1);
    return this.#ofType(this.#typeOf(schema, depth), schema, name, depth);
  }

  #fixedValue(schema: JsonObject): unknown {
    const { const: constant, enum: choices } = schema as { readonly const?: unknown; readonly enum?: unknown };
    if (constant !== undefined) return constant;
    return Array.isArray(choices) && choices.length > 0 ? (this.#draw.pick(choices) as unknown) : undefined;
  }

  #typeOf(schema: JsonObject, depth: number): string {
    const { type, properties, items } = schema as SchemaParts;
    if (Array.isArray(type)) {
      const types = type.filter((one) => typeof one === 'string');
      if (depth >= DEEP && types.includes('null')) return 'null';
      return types.find((one) => one !== 'null') ?? 'null';
    }
    if (typeof type === 'string') return type;
    if (properties !== undefined) return 'object';
    return items === undefined ? 'string' : 'array';
  }

  #ofType(type: string, schema: JsonObject, name: string, depth: number): unknown {
    switch (type) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, name, depth);
      case 'integer':
        return this.#number(schema, 1);
      case 'number':
        return this.#number(schema, 0.5);
      case 'boolean':
        return this.#draw.below(2) === 1;
      case 'null':
        return null;
      default:
        return this.#text(schema, name);
    }
  }

  #object(schema: JsonObject, depth: number): JsonObject {
    const { properties, required } = schema as SchemaParts;
    const names = isObject(properties) ? Object.keys(properties) : [];
    const needed = new Set(Array.isArray(required) ? required : []);
    const entries = names
      .filter((name) => needed.has(name) || depth < DEEP)
      .map((name) => [name, this.value(isObject(properties) ? properties[name] : undefined, name, depth + 1)]);
    return Object.fromEntries(entries) as JsonObject;
  }

  #array(schema: JsonObject, name: string, depth: number): unknown[] {
    const { items, prefixItems, minItems, maxItems } = schema as SchemaParts;
    if (Array.isArray(prefixItems)) return prefixItems.map((item) => this.value(item, name, depth + 1));
    const min = typeof minItems === 'number' ? minItems : 0;
    const max = typeof maxItems === 'number' ? maxItems : Math.max(min, 3);
    const count = depth >= DEEP ? min : Math.max(min, Math.min(max, this.#draw.between(1, 3)));
    return Array.from({ length: Math.min(count, 1_000) }, () =>
      this.value(items ?? { type: 'string' }, name, depth + 1),
    );
  }

  #number(schema: JsonObject, step: number): number {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as SchemaParts;
    const by = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : step;
    const bound = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
    const above = bound(exclusiveMinimum);
    const below = bound(exclusiveMaximum);
    const low = bound(minimum) ?? (above === undefined ? undefined : above + by / 2);
    const high = bound(maximum) ?? (below === undefined ? undefined : below - by / 2);
    const from = Math.ceil((low ?? (high === undefined ? 1 : high - 99 * by)) / by);
    const to = Math.max(from, Math.floor((high ?? (from + 99) * by) / by));
    const value = this.#draw.between(from, to) * by;
    // Between two bounds closer than a step there may be no multiple: the bound itself is right then.
    return high !== undefined && value > high ? high : value;
  }

  #text(schema: JsonObject, name: string): string {
    const { format, pattern, minLength, maxLength } = schema as SchemaParts;
    if (typeof format === 'string' && FORMATS[format] !== undefined) return FORMATS[format];
    if (typeof pattern === 'string') return textOfPattern(pattern, this.#draw);
    let text = this.#wordFor(name);
    if (typeof minLength === 'number')
      while (text.length < Math.min(minLength, 10_000)) text += ` ${this.#draw.pick(WORDS)}`;
    return typeof maxLength === 'number' ? text.slice(0, maxLength) : text;
  }

  /** A word of the prompt where the field asks for one: names and places are what tools are mostly called with. */
  #wordFor(name: string): string {
    if (/stadt|city|ort\b|place|location/iu.test(name)) {
      return PLACES.find((place) => this.#prompt.includes(place)) ?? this.#capitalized() ?? this.#draw.pick(PLACES);
    }
    return this.#draw.pick(WORDS);
  }

  #capitalized(): string | undefined {
    return /(?<=\s)\p{Lu}\p{L}+/u.exec(this.#prompt)?.[0];
  }

  #choose(options: readonly unknown[], depth: number): unknown {
    if (depth < DEEP) return options[0];
    return options.find((one) => isObject(one) && (one as SchemaParts).type === 'null') ?? options.at(-1);
  }

  #dereferenced(schema: unknown): unknown {
    const reference = isObject(schema) ? (schema as SchemaParts).$ref : undefined;
    return typeof reference === 'string' ? this.#resolve(reference) : schema;
  }

  #resolve(reference: string): unknown {
    let target: unknown = this.#root;
    for (const step of reference.replace(/^#\/?/u, '').split('/')) {
      if (step === '') continue;
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      target = isObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
    }
    return target;
  }
}

/** The keywords that are read; nothing is known of their values. */
interface SchemaParts {
  readonly $ref?: unknown;
  readonly type?: unknown;
  readonly properties?: unknown;
  readonly required?: unknown;
  readonly items?: unknown;
  readonly prefixItems?: unknown;
  readonly minItems?: unknown;
  readonly maxItems?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly exclusiveMinimum?: unknown;
  readonly exclusiveMaximum?: unknown;
  readonly multipleOf?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
}

function mergeAll(schema: JsonObject, parts: readonly unknown[]): JsonObject {
  const { allOf: _allOf, ...own } = schema as JsonObject & { readonly allOf?: unknown };
  let merged: SchemaParts & JsonObject = own;
  for (const part of parts) {
    if (!isObject(part)) continue;
    const one: SchemaParts & JsonObject = part;
    const properties = { ...asObject(merged.properties), ...asObject(one.properties) };
    const required = [...asList(merged.required), ...asList(one.required)];
    merged = { ...merged, ...one, ...(Object.keys(properties).length > 0 ? { properties, required } : {}) };
  }
  return merged;
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
