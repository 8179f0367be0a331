import { constructorName, functionText, ownEnumerable, prefixOf, propertyName } from './names.ts';
import type { PlatformObject } from './platform-objects.ts';
import { quote } from './quote.ts';

/** The text of a value inside the object. */
type Show = (value: unknown) => string;

/** What the entries of an object are, and what stands around them. */
export interface Shape {
  readonly open: string;
  readonly close: string;
  /** Shown before the brace: a function, a date, an error. */
  readonly base: string;
  readonly entries: (show: Show) => string[];
  readonly kind: 'list' | 'record';
  /** Own keys that `entries` shows already. */
  readonly skip: ReadonlySet<PropertyKey>;
  /** It holds nothing besides its own properties. */
  readonly isEmpty: boolean;
  /** Own properties are the platform's business. */
  readonly hidesKeys?: boolean;
}

const MAX_ENTRIES = 100;
const NONE: ReadonlySet<PropertyKey> = new Set();

function record(open: string, base = '', entries?: Shape['entries'], skip = NONE): Shape {
  const isEmpty = entries === undefined;
  return { open: `${open}{`, close: '}', base, entries: entries ?? (() => []), kind: 'record', skip, isEmpty };
}

/** How an object is shown, by its kind. `stackOf` gives the text of an error, indented. */
export function shapeOf(value: object, stackOf: (error: Error) => string): Shape {
  if (Array.isArray(value)) return arrayShape(value);
  if (value instanceof Set) {
    const entries: Shape['entries'] = (show) => [...value].map(show);
    return record(prefixOf(value, 'Set', `(${value.size})`), '', value.size > 0 ? entries : undefined);
  }
  if (value instanceof Map) {
    const entries: Shape['entries'] = (show) => [...value].map(([key, item]) => `${show(key)} => ${show(item)}`);
    return record(prefixOf(value, 'Map', `(${value.size})`), '', value.size > 0 ? entries : undefined);
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return typedArrayShape(value);
  if (typeof value === 'function') return record('', functionText(value));
  if (value instanceof RegExp) return record('', String(value));
  if (value instanceof Date) return record('', Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString());
  if (value instanceof Error) return errorShape(value, stackOf(value));
  // No engine tells whether a promise is settled before a reaction of it has run, and a reaction would count as handling.
  if (value instanceof Promise) return record(prefixOf(value, 'Promise'), '', () => ['…']);
  if (value instanceof WeakMap || value instanceof WeakSet) {
    return record(prefixOf(value, 'WeakMap'), '', () => ['<items unknown>']);
  }
  if (value instanceof ArrayBuffer) return bufferShape(value);
  if (value instanceof URL)
    return record('URL ', '', (show) => URL_PARTS.map((part) => `${part}: ${show(value[part])}`));
  if (value instanceof DataView) return dataViewShape(value);
  if (BOXES.some((Box) => value instanceof Box)) return boxedShape(value);
  const kind = kindOf(value);
  if (kind === 'Arguments') return record('[Arguments] ');
  // What is left in them cannot be told without taking it.
  if (kind === 'Map Iterator' || kind === 'Set Iterator') return record(`[${kind}] `, '', () => ['…']);
  const name = constructorName(value);
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  const hasTag = typeof tag === 'string' && tag !== '' && !ownEnumerable(value, Symbol.toStringTag);
  if (name === 'Object' && !hasTag) return record('');
  return record(prefixOf(value, 'Object'));
}

/** How an object of the platform is shown. */
export function platformShape({ name, style, entries }: PlatformObject): Shape {
  const write: Shape['entries'] = (show) =>
    entries.map(([key, item]) => {
      const text = show(item);
      return style === 'arrow' ? `${quote(key)} => ${text}` : `${propertyName(key)}: ${text}`;
    });
  return { ...record(`${name} `, '', write), hidesKeys: true };
}

function arrayShape(value: readonly unknown[]): Shape {
  const prefix = constructorName(value) === 'Array' ? '' : prefixOf(value, 'Array', `(${value.length})`);
  const entries: Shape['entries'] = (show) => {
    const texts: string[] = [];
    let index = 0;
    for (; index < value.length && texts.length < MAX_ENTRIES; index++) {
      if (index in value) {
        texts.push(show(value[index]));
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
  const entries: Shape['entries'] = (show) => {
    const texts = items.slice(0, MAX_ENTRIES).map(show);
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

function dataViewShape(value: DataView): Shape {
  return record(prefixOf(value, 'DataView'), '', (show) =>
    (['byteLength', 'byteOffset', 'buffer'] as const).map((part) => `[${part}]: ${show(value[part])}`),
  );
}

/** The tag that the language itself gives to `arguments` and to what walks through maps and sets. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
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

const BOXES = [Number, String, Boolean, BigInt, Symbol];

function boxedShape(value: object): Shape {
  const name = constructorName(value) ?? 'Object';
  const inner: unknown = value.valueOf();
  const text = typeof inner === 'string' ? quote(inner) : `${String(inner)}${typeof inner === 'bigint' ? 'n' : ''}`;
  return { ...record('', `[${name}: ${text}]`), skip: new Set(Object.keys(value)) };
}

function errorShape(error: Error, stack: string): Shape {
  const base = /\n\s+at /.test(stack) ? stack : `[${stack}]`;
  const skip = new Set<PropertyKey>(['stack']);
  for (const key of ['message', 'name'] as const) {
    if (typeof error[key] === 'string' && stack.includes(error[key])) skip.add(key);
  }
  return record('', base, undefined, skip);
}
