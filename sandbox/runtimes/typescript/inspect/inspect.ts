import { fitEntries, groupEntries } from './layout.ts';
import { constructorName, ownEnumerable, propertyName } from './names.ts';
import { describePlatformObject } from './platform-objects.ts';
import { quote } from './quote.ts';
import { platformShape, type Shape, shapeOf } from './shape.ts';

export interface InspectOptions {
  /** Levels of nested objects that are shown. */
  readonly depth?: number | null;
  /** Whether properties are shown that are not enumerable. */
  readonly showHidden?: boolean;
  /** How an error's stack is shown. */
  readonly stackOf?: (error: Error) => string;
}

/** Where the formatting is: one for each call of `inspect`. */
interface Context {
  readonly depth: number;
  readonly showHidden: boolean;
  readonly stackOf: (error: Error) => string;
  readonly seen: object[];
  readonly circular: Map<object, number>;
  indentation: number;
  /** Depth of the innermost object formatted so far. */
  current: number;
}

const MAX_TEXT = 10_000;
export const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** The text that Node's `util.inspect` shows for a value, with its default settings. */
export function inspect(value: unknown, options: InspectOptions = {}): string {
  return formatValue(newContext(options), value, 0, true);
}

function newContext(options: InspectOptions): Context {
  const depth = options.depth === null ? Number.POSITIVE_INFINITY : (options.depth ?? 2);
  const stackOf = options.stackOf ?? ((error: Error) => String(error.stack ?? error));
  return {
    depth,
    showHidden: options.showHidden ?? false,
    stackOf,
    seen: [],
    circular: new Map(),
    indentation: 0,
    current: 0,
  };
}

function formatValue(context: Context, value: unknown, level: number, isTop = false): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(value, context, isTop);
  }
  const hasState = !isPrototype(value);
  const platformObject = hasState ? describePlatformObject(value) : null;
  const custom = hasState && !platformObject ? customText(context, value, level) : null;
  if (custom !== null) return custom;
  if (context.seen.includes(value)) {
    const index = context.circular.get(value) ?? context.circular.size + 1;
    context.circular.set(value, index);
    return `[Circular *${index}]`;
  }
  const shape = platformObject
    ? platformShape(platformObject)
    : shapeOf(value, (error) => indentText(context, context.stackOf(error)));
  return formatObject(context, value, { shape, level });
}

/** A prototype passes for an instance of its class but has nothing of one: Node asks it for no text of its own. */
function isPrototype(value: object): boolean {
  const maker: unknown = Reflect.get(value, 'constructor');
  return typeof maker === 'function' && maker.prototype === value;
}

/** What the object's own `[nodejs.util.inspect.custom]` says. */
function customText(context: Context, value: object, level: number): string | null {
  const method: unknown = Reflect.get(value, customInspect);
  if (typeof method !== 'function') return null;
  const left = context.depth - level;
  const result: unknown = method.call(value, left, { depth: left, stylize: String }, inspect);
  if (result === value) return null;
  if (typeof result === 'string') return indentText(context, result);
  return formatValue(context, result, level);
}

function indentText(context: Context, text: string): string {
  return text.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
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
  const keys = shape.hidesKeys ? [] : visibleKeys(value, shape, context.showHidden);
  const name = constructorName(value);
  if (keys.length === 0 && shape.base !== '' && shape.kind === 'record') return shape.base;
  if (level > context.depth && !(shape.isEmpty && keys.length === 0))
    return `[${Array.isArray(value) ? 'Array' : (name ?? '[Object: null prototype]')}]`;
  context.seen.push(value);
  if (!shape.isEmpty || keys.length > 0) context.current = level;
  const entries = shape.entries((item) => indented(context, item, level + 1));
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

function visibleKeys(value: object, shape: Shape, showHidden: boolean): PropertyKey[] {
  const isIndexed = Array.isArray(value) || ArrayBuffer.isView(value);
  const keys = ownKeys(value).filter((key) => {
    if (showHidden && key === 'length' && Array.isArray(value)) return true;
    if (shape.skip.has(key)) return false;
    if (isIndexed && typeof key === 'string' && /^\d+$/.test(key)) return false;
    if (value instanceof Error && key === 'cause') return true;
    if (value instanceof AggregateError && key === 'errors') return true;
    return showHidden || Object.getOwnPropertyDescriptor(value, key)?.enumerable === true;
  });
  return value instanceof Error
    ? [...keys.filter((key) => !isHidden(value, key)), ...keys.filter((key) => isHidden(value, key))]
    : keys;
}

/** In V8's order: other engines make some properties of a function when somebody asks for them. */
function ownKeys(value: object): PropertyKey[] {
  const keys = Reflect.ownKeys(value);
  if (typeof value !== 'function') return keys;
  const first = ['length', 'name', 'prototype'].filter((key) => keys.includes(key));
  return [...new Set([...first, ...keys])];
}

/** `cause` and `errors` are shown although they are not enumerable, behind everything else. */
function isHidden(value: object, key: PropertyKey): boolean {
  return !ownEnumerable(value, key);
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
