import { quote } from './quote.ts';

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

/** Whether a property of the object itself is enumerable. */
export function ownEnumerable(value: object, key: PropertyKey): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key);
}

/** The name of the class, with `null` for objects without a prototype. */
export function constructorName(value: object): string | null {
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
  for (let object: unknown = Object.getPrototypeOf(value); object; object = Object.getPrototypeOf(object))
    if (object === prototype) return true;
  return false;
}

/** `Map(2) `, `[Foo: null prototype] `, `Object [Tag] `; a name that holds the tag as a word says enough. */
export function prefixOf(value: object, fallback: string, size = ''): string {
  const name = constructorName(value);
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  const hasTag = typeof tag === 'string' && tag !== '' && !ownEnumerable(value, Symbol.toStringTag);
  if (name === null) return `[${fallback}${size}: null prototype] ${hasTag && tag !== fallback ? `[${tag}] ` : ''}`;
  return `${name}${size} ${hasTag && !holdsWord(name, tag) ? `[${tag}] ` : ''}`;
}

function holdsWord(name: string, word: string): boolean {
  const at = name.indexOf(word);
  const next = name.charAt(at + word.length);
  return at >= 0 && (next === '' || next !== next.toLowerCase());
}

/** `[Function: name]`, `[class A extends B]`. */
export function functionText(value: object): string {
  const source = Function.prototype.toString.call(value);
  const name: unknown = Reflect.get(value, 'name');
  if (source.startsWith('class')) {
    const parent: unknown = Object.getPrototypeOf(value);
    const parentName: unknown = typeof parent === 'function' ? parent.name : '';
    return `[class ${name || '(anonymous)'}${parentName ? ` extends ${parentName}` : ''}]`;
  }
  const owner = constructorName(value);
  const kind = /^(?:Async)?(?:Generator)?Function$/.test(owner ?? '') && !isNative(source) ? owner : 'Function';
  const known = `${kind}${owner === null ? ' (null prototype)' : ''}`;
  const base = name ? `[${known}: ${name}]` : `[${known} (anonymous)]`;
  return owner === null || owner === kind ? base : `${base} ${owner}`;
}

/** Bound functions too: they are plain ones, whatever they call. */
function isNative(source: string): boolean {
  return source.endsWith('{ [native code] }');
}

/** A key as it is written before the colon. */
export function propertyName(key: PropertyKey): string {
  if (typeof key === 'symbol') return String(key);
  const text = String(key);
  if (text === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(text) ? text : quote(text);
}
