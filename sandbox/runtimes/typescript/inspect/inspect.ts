import { fitEntries, groupEntries } from './layout.ts';
import { describePlatformObject, type PlatformObject } from './platform-objects.ts';
import { quote } from './quote.ts';

export interface InspectOptions {
  /** Levels of nested objects that are shown. */
  readonly depth?: number | null;
  /** How an error's stack is shown. */
  readonly stackOf?: (error: Error) => string;
}

/** Where the formatting is: one for each call of `inspect`. */
interface Context {
  readonly depth: number;
  readonly stackOf: (error: Error) => string;
  readonly seen: object[];
  readonly circular: Map<object, number>;
  indentation: number;
  /** Depth of the innermost object formatted so far. */
  current: number;
}

/** What the entries of an object are, and what stands around them. */
interface Shape {
  readonly open: string;
  readonly close: string;
  /** Shown before the brace: a function, a date, an error. */
  readonly base: string;
  readonly entries: (context: Context, level: number) => string[];
  readonly kind: 'list' | 'record';
  /** Own keys that `entries` shows already. */
  readonly skip: ReadonlySet<PropertyKey>;
  /** It holds nothing besides its own properties. */
  readonly isEmpty: boolean;
  /** Own properties are the platform's business. */
  readonly hidesKeys?: boolean;
}

const MAX_ENTRIES = 100;
const MAX_TEXT = 10_000;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const NONE: ReadonlySet<PropertyKey> = new Set();
export const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** The text that Node's `util.inspect` shows for a value, with its default settings. */
export function inspect(value: unknown, options: InspectOptions = {}): string {
  return formatValue(newContext(options), value, 0, true);
}

function newContext(options: InspectOptions): Context {
  const depth = options.depth === null ? Number.POSITIVE_INFINITY : (options.depth ?? 2);
  const stackOf = options.stackOf ?? ((error: Error) => String(error.stack ?? error));
  return { depth, stackOf, seen: [], circular: new Map(), indentation: 0, current: 0 };
}

function formatValue(context: Context, value: unknown, level: number, isTop = false): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(value, context, isTop);
  }
  const platformObject = describePlatformObject(value);
  const custom = platformObject ? null : customText(context, value, level);
  if (custom !== null) return custom;
  if (context.seen.includes(value)) {
    const index = context.circular.get(value) ?? context.circular.size + 1;
    context.circular.set(value, index);
    return `[Circular *${index}]`;
  }
  const shape = platformObject ? platformShape(platformObject) : shapeOf(context, value);
  return formatObject(context, value, { shape, level });
}

/** What the object's own `[nodejs.util.inspect.custom]` says. */
function customText(context: Context, value: object, level: number): string | null {
  const method: unknown = Reflect.get(value, customInspect);
  if (typeof method !== 'function') return null;
  const left = context.depth - level;
  const result: unknown = method.call(value, left, { depth: left, stylize: String }, inspect);
  if (result === value) return null;
  if (typeof result === 'string') return result.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  return formatValue(context, result, level);
}

function formatPrimitive(value: unknown, context: Context, isTop = false): string {
  if (typeof value === 'string') return formatText(value, context, isTop);
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function formatText(value: string, context: Context, isTop: boolean): string {
  const left = value.length - MAX_TEXT;
  const text = left > 0 ? value.slice(0, MAX_TEXT) : value;
  const trailer = left > 0 ? `... ${left} more character${left > 1 ? 's' : ''}` : '';
  if (!isTop && text.length > 16 && text.length > 80 - context.indentation - 4) {
    const glue = ` +\n${' '.repeat(context.indentation + 2)}`;
    return (
      text
        .split(/(?<=\n)/)
        .map(quote)
        .join(glue) + trailer
    );
  }
  return quote(text) + trailer;
}

function formatObject(context: Context, value: object, how: { readonly shape: Shape; readonly level: number }): string {
  const { shape, level } = how;
  const keys = shape.hidesKeys ? [] : visibleKeys(value, shape);
  const name = constructorName(value);
  if (keys.length === 0 && shape.base !== '' && shape.kind === 'record') return shape.base;
  if (level > context.depth && !(shape.isEmpty && keys.length === 0))
    return `[${Array.isArray(value) ? 'Array' : (name ?? '[Object: null prototype]')}]`;
  context.seen.push(value);
  if (!shape.isEmpty || keys.length > 0) context.current = level;
  const entries = shape.entries(context, level + 1);
  for (const key of keys) entries.push(formatProperty(context, value, key, level + 1));
  context.seen.pop();
  const index = context.circular.get(value);
  const base = [index === undefined ? '' : `<ref *${index}>`, shape.base].filter(Boolean).join(' ');
  if (entries.length === 0) return `${base ? `${base} ` : ''}${shape.open}${shape.close}`;
  const grouped = shape.kind === 'list' && entries.length > 6 ? groupEntries(entries, value, context) : entries;
  return fitEntries(grouped, {
    base,
    open: shape.open,
    close: shape.close,
    indentation: context.indentation,
    mayFit: context.current - level < 3 && grouped === entries,
  });
}

function visibleKeys(value: object, shape: Shape): PropertyKey[] {
  const isIndexed = Array.isArray(value) || ArrayBuffer.isView(value);
  const keys = Reflect.ownKeys(value).filter((key) => {
    if (shape.skip.has(key)) return false;
    if (isIndexed && typeof key === 'string' && /^\d+$/.test(key)) return false;
    if (value instanceof Error && key === 'cause') return true;
    if (value instanceof AggregateError && key === 'errors') return true;
    return Object.getOwnPropertyDescriptor(value, key)?.enumerable === true;
  });
  return value instanceof Error
    ? [...keys.filter((key) => !isHidden(value, key)), ...keys.filter((key) => isHidden(value, key))]
    : keys;
}

/** `cause` and `errors` are shown although they are not enumerable, behind everything else. */
function isHidden(value: object, key: PropertyKey): boolean {
  return !ownEnumerable(value, key);
}

function ownEnumerable(value: object, key: PropertyKey): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key);
}

/** The name of the class, with `null` for objects without a prototype. */
function constructorName(value: object): string | null {
  for (let object: object | null = value; object; object = Object.getPrototypeOf(object)) {
    const owner: unknown = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof owner === 'function' && owner.name !== '' && isInstance(value, owner)) {
      return owner.name;
    }
  }
  return null;
}

function isInstance(value: object, owner: object): boolean {
  const prototype: unknown = Reflect.get(owner, 'prototype');
  for (let object: unknown = value; object; object = Object.getPrototypeOf(object))
    if (object === prototype) return true;
  return false;
}

/** `Map(2) `, `[Foo: null prototype] `, `Object [Tag] `. */
function prefixOf(value: object, fallback: string, size = ''): string {
  const name = constructorName(value);
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  if (name === null) return `[${fallback}${size}: null prototype] `;
  const suffix =
    typeof tag === 'string' && tag !== '' && tag !== name && !ownEnumerable(value, Symbol.toStringTag)
      ? `[${tag}] `
      : '';
  return `${name}${size} ${suffix}`;
}

function record(open: string, base = '', entries?: Shape['entries'], skip = NONE): Shape {
  const isEmpty = entries === undefined;
  return { open: `${open}{`, close: '}', base, entries: entries ?? (() => []), kind: 'record', skip, isEmpty };
}

function shapeOf(context: Context, value: object): Shape {
  if (Array.isArray(value)) return arrayShape(value);
  if (value instanceof Set) {
    const entries: Shape['entries'] = (inner, level) => [...value].map((item) => indented(inner, item, level));
    return record(prefixOf(value, 'Set', `(${value.size})`), '', value.size > 0 ? entries : undefined);
  }
  if (value instanceof Map) {
    const entries: Shape['entries'] = (inner, level) =>
      [...value].map(([key, item]) => `${indented(inner, key, level)} => ${indented(inner, item, level)}`);
    return record(prefixOf(value, 'Map', `(${value.size})`), '', value.size > 0 ? entries : undefined);
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return typedArrayShape(value);
  if (typeof value === 'function') return record('', functionText(value));
  if (value instanceof RegExp) return record('', String(value));
  if (value instanceof Date) return record('', Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString());
  if (value instanceof Error) return errorShape(context, value);
  if (value instanceof Promise) return record(prefixOf(value, 'Promise'), '', () => ['<pending>']);
  if (value instanceof WeakMap || value instanceof WeakSet) {
    return record(prefixOf(value, 'WeakMap'), '', () => ['<items unknown>']);
  }
  if (value instanceof ArrayBuffer) return bufferShape(value);
  if (value instanceof URL) return record('URL ', '', (inner, level) => urlEntries(inner, value, level));
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return boxedShape(value);
  const name = constructorName(value);
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  const hasTag = typeof tag === 'string' && tag !== '' && !ownEnumerable(value, Symbol.toStringTag);
  if (name === 'Object' && !hasTag) return record('');
  return record(prefixOf(value, 'Object'));
}

function platformShape({ name, style, entries }: PlatformObject): Shape {
  const write: Shape['entries'] = (context, level) =>
    entries.map(([key, item]) => {
      const text = indented(context, item, level);
      return style === 'arrow' ? `${quote(key)} => ${text}` : `${propertyName(key)}: ${text}`;
    });
  return { ...record(`${name} `, '', write), hidesKeys: true };
}

function arrayShape(value: readonly unknown[]): Shape {
  const prefix = constructorName(value) === 'Array' ? '' : prefixOf(value, 'Array', `(${value.length})`);
  const entries: Shape['entries'] = (context, level) => {
    const texts: string[] = [];
    let index = 0;
    for (; index < value.length && texts.length < MAX_ENTRIES; index++) {
      if (index in value) {
        texts.push(indented(context, value[index], level));
        continue;
      }
      const from = index;
      while (index + 1 < value.length && !(index + 1 in value)) index++;
      texts.push(`<${index - from + 1} empty item${index > from ? 's' : ''}>`);
    }
    return withRest(texts, value.length - index);
  };
  return {
    open: `${prefix}[`,
    close: ']',
    base: '',
    entries,
    kind: 'list',
    skip: new Set(['length']),
    isEmpty: value.length === 0,
  };
}

function typedArrayShape(value: ArrayBufferView): Shape {
  const items: unknown[] = Array.from(value as unknown as ArrayLike<number>);
  const entries: Shape['entries'] = (context) => {
    const texts = items.slice(0, MAX_ENTRIES).map((item) => formatPrimitive(item, context));
    return withRest(texts, items.length - texts.length);
  };
  const prefix = prefixOf(value, 'Uint8Array', `(${items.length})`);
  return { open: `${prefix}[`, close: ']', base: '', entries, kind: 'list', skip: NONE, isEmpty: items.length === 0 };
}

function withRest(texts: string[], rest: number): string[] {
  if (rest > 0) texts.push(`... ${rest} more item${rest > 1 ? 's' : ''}`);
  return texts;
}

function bufferShape(value: ArrayBuffer): Shape {
  const bytes = new Uint8Array(value);
  const hex = Array.from(bytes.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const rest = bytes.length > 50 ? ` ... ${bytes.length - 50} more byte${bytes.length > 51 ? 's' : ''}` : '';
  return record(prefixOf(value, 'ArrayBuffer'), '', () => [
    `[Uint8Contents]: <${hex}${rest}>`,
    `[byteLength]: ${value.byteLength}`,
  ]);
}

const URL_PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
] as const;

function urlEntries(context: Context, url: URL, level: number): string[] {
  return URL_PARTS.map((part) => `${part}: ${indented(context, url[part], level)}`);
}

function boxedShape(value: object): Shape {
  const name = constructorName(value) ?? 'Object';
  const inner: unknown = value.valueOf();
  const text = typeof inner === 'string' ? quote(inner) : String(inner);
  return { ...record('', `[${name}: ${text}]`), skip: new Set(Object.keys(value)) };
}

function functionText(value: object): string {
  const source = Function.prototype.toString.call(value);
  const name: unknown = Reflect.get(value, 'name');
  if (source.startsWith('class')) {
    const parent: unknown = Object.getPrototypeOf(value);
    const parentName: unknown = typeof parent === 'function' ? parent.name : '';
    return `[class ${name || '(anonymous)'}${parentName ? ` extends ${parentName}` : ''}]`;
  }
  const kind = constructorName(value) ?? 'Function';
  return name ? `[${kind}: ${name}]` : `[${kind} (anonymous)]`;
}

function errorShape(context: Context, error: Error): Shape {
  const stack = context.stackOf(error).replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  const base = /\n\s+at /.test(stack) ? stack : `[${stack}]`;
  const skip = new Set<PropertyKey>(['stack']);
  for (const key of ['message', 'name'] as const) {
    if (typeof error[key] === 'string' && stack.includes(error[key])) skip.add(key);
  }
  return record('', base, undefined, skip);
}

function indented(context: Context, value: unknown, level: number): string {
  context.indentation += 2;
  const text = formatValue(context, value, level);
  context.indentation -= 2;
  return text;
}

function formatProperty(context: Context, object: object, key: PropertyKey, level: number): string {
  const property = Object.getOwnPropertyDescriptor(object, key);
  const name = propertyName(key);
  const shownName = property?.enumerable === false ? `[${name}]` : name;
  if (property?.get) return `${shownName}: [Getter${property.set ? '/Setter' : ''}]`;
  if (property?.set) return `${shownName}: [Setter]`;
  return `${shownName}: ${indented(context, property?.value, level)}`;
}

function propertyName(key: PropertyKey): string {
  if (typeof key === 'symbol') return String(key);
  const text = String(key);
  if (text === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(text) ? text : quote(text);
}
