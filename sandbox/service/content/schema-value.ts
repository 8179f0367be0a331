import type { Draw } from '../draw.ts';
import { fieldOf, isObject, type JsonObject } from '../incoming.ts';
import { textOfPattern } from './pattern-text.ts';

/** From this depth on the shortest valid value is chosen, so that recursive schemas end. */
const DEEP = 5;
/** At this depth even required parts are cut off: the schema has no finite value. */
const TOO_DEEP = 24;
const MAX_VALUES = 10_000;
const MAX_ITEMS = 1_000;
const MAX_LENGTH = 10_000;

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
  /** Values that may still be written: schemas without a finite value must not grow for ever. */
  #left = MAX_VALUES;

  constructor(root: JsonObject, draw: Draw, prompt: string) {
    this.#root = root;
    this.#draw = draw;
    this.#prompt = prompt;
  }

  value(schema: unknown, name: string, depth: number): unknown {
    this.#left -= 1;
    if (!isObject(schema) || depth > TOO_DEEP || this.#left < 0) return null;
    const fixed = this.#fixedValue(schema);
    if (fixed !== undefined) return fixed;
    const reference = fieldOf(schema, '$ref');
    if (typeof reference === 'string') return this.value(this.#resolve(reference), name, depth + 1);
    const all = fieldOf(schema, 'allOf');
    if (Array.isArray(all)) return this.value(this.#mergeAll(schema, all), name, depth + 1);
    const any = fieldOf(schema, 'anyOf') ?? fieldOf(schema, 'oneOf');
    if (Array.isArray(any) && any.length > 0) return this.value(this.#choose(any, depth), name, depth + 1);
    return this.#ofType(this.#typeOf(schema, depth), schema, name, depth);
  }

  #fixedValue(schema: JsonObject): unknown {
    const constant = fieldOf(schema, 'const');
    const choices: unknown = fieldOf(schema, 'enum');
    if (constant !== undefined) return constant;
    return Array.isArray(choices) && choices.length > 0 ? this.#pickAny(choices) : undefined;
  }

  #pickAny(choices: readonly unknown[]): unknown {
    return choices[this.#draw.below(choices.length)];
  }

  #typeOf(schema: JsonObject, depth: number): string {
    const type = fieldOf(schema, 'type');
    const properties = fieldOf(schema, 'properties');
    const items = fieldOf(schema, 'items');
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
    const properties = fieldOf(schema, 'properties');
    const required = fieldOf(schema, 'required');
    const names = isObject(properties) ? Object.keys(properties) : [];
    const needed = new Set(Array.isArray(required) ? required : []);
    const entries = names
      .filter((name) => needed.has(name) || depth < DEEP)
      .map((name) => [name, this.value(isObject(properties) ? properties[name] : undefined, name, depth + 1)]);
    return Object.fromEntries(entries);
  }

  #array(schema: JsonObject, name: string, depth: number): unknown[] {
    const items = fieldOf(schema, 'items');
    const prefixItems = fieldOf(schema, 'prefixItems');
    const minItems = fieldOf(schema, 'minItems');
    const maxItems = fieldOf(schema, 'maxItems');
    if (Array.isArray(prefixItems)) return prefixItems.map((item) => this.value(item, name, depth + 1));
    const min = typeof minItems === 'number' ? minItems : 0;
    const max = typeof maxItems === 'number' ? maxItems : Math.max(min, 3);
    const count = depth >= DEEP ? min : Math.max(min, Math.min(max, this.#draw.between(1, 3)));
    return Array.from({ length: Math.min(count, MAX_ITEMS) }, () =>
      this.value(items ?? { type: 'string' }, name, depth + 1),
    );
  }

  #number(schema: JsonObject, step: number): number {
    const multipleOf = fieldOf(schema, 'multipleOf');
    const by = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : step;
    const bound = (name: string): number | undefined => {
      const value = fieldOf(schema, name);
      return typeof value === 'number' ? value : undefined;
    };
    const above = bound('exclusiveMinimum');
    const below = bound('exclusiveMaximum');
    const low = bound('minimum') ?? (above === undefined ? undefined : above + by / 2);
    const high = bound('maximum') ?? (below === undefined ? undefined : below - by / 2);
    const { from, to } = rangeOf(low, high, by);
    const value = this.#draw.between(from, to) * by;
    // Between two bounds closer than a step there may be no multiple: the bound itself is right then.
    return high !== undefined && value > high ? high : value;
  }

  #text(schema: JsonObject, name: string): string {
    const format = fieldOf(schema, 'format');
    const pattern = fieldOf(schema, 'pattern');
    const minLength = fieldOf(schema, 'minLength');
    const maxLength = fieldOf(schema, 'maxLength');
    if (typeof format === 'string' && FORMATS[format] !== undefined) return FORMATS[format];
    if (typeof pattern === 'string') return textOfPattern(pattern, this.#draw);
    let text = this.#wordFor(name);
    if (typeof minLength === 'number')
      while (text.length < Math.min(minLength, MAX_LENGTH)) text += ` ${this.#draw.pick(WORDS)}`;
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
    return options.find((one) => fieldOf(one, 'type') === 'null') ?? options.at(-1);
  }

  /** One schema that says what several say together. */
  #mergeAll(schema: JsonObject, parts: readonly unknown[]): JsonObject {
    let merged: JsonObject = { ...schema, allOf: undefined };
    for (const part of parts.map((one) => this.#dereferenced(one))) {
      if (!isObject(part)) continue;
      const properties = { ...asObject(fieldOf(merged, 'properties')), ...asObject(fieldOf(part, 'properties')) };
      const required = [...asList(fieldOf(merged, 'required')), ...asList(fieldOf(part, 'required'))];
      merged = { ...merged, ...part, ...(Object.keys(properties).length > 0 ? { properties, required } : {}) };
    }
    return merged;
  }

  #dereferenced(schema: unknown): unknown {
    const reference = fieldOf(schema, '$ref');
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

/** How many steps a number without a bound may lie from the other bound, or from 0. */
const USUAL_STEPS = 99;
/** Bounds from here on say what a type can hold (32 bits, or the ±(2⁵³ − 1) that Zod writes for integers), not what is meant. */
const TYPE_BOUND = 2 ** 31 - 1;

/** Which multiples of `by` to draw from: usual numbers, within both bounds. */
function rangeOf(low: number | undefined, high: number | undefined, by: number): { from: number; to: number } {
  const meant = {
    low: low !== undefined && low > -TYPE_BOUND ? low : undefined,
    high: high !== undefined && high < TYPE_BOUND ? high : undefined,
  };
  const start = meant.low ?? (meant.high === undefined ? 1 : meant.high - USUAL_STEPS * by);
  const from = Math.ceil(Math.max(start, low ?? start) / by);
  const end = meant.high ?? Math.min((from + USUAL_STEPS) * by, high ?? Number.POSITIVE_INFINITY);
  return { from, to: Math.max(from, Math.floor(end / by)) };
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
