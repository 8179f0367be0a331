import type { PlaceText } from '../errors/place-text.ts';
import { parseStack } from '../errors/stack.ts';

/** The part of V8's call sites that is used (https://v8.dev/docs/stack-trace-api). */
interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

type Prepare = (error: unknown, sites: readonly CallSite[]) => unknown;

interface V8Error {
  prepareStackTrace?: unknown;
}

/**
 * Lets `stack` tell of the reader's program and of packages, as in Node, and not of the laboratory. Stacks are worked out when
 * they are read: an error that nobody asks costs nothing. WebKit writes them at once; there they stay as they are.
 */
export function installStackTraces(scope: { readonly Error: typeof Error }, placeOf: PlaceText): void {
  if (asksHook(scope.Error)) installHook(scope.Error, placeOf);
  else wrapGetter(scope.Error.prototype, placeOf);
  const exception = DOMException.prototype;
  if (Object.hasOwn(exception, 'stack')) wrapGetter(exception, placeOf);
}

/** Whether the engine lets `Error.prepareStackTrace` write its stacks. */
function asksHook(NativeError: V8Error & typeof Error): boolean {
  let asked = false;
  const before = Object.getOwnPropertyDescriptor(NativeError, 'prepareStackTrace');
  NativeError.prepareStackTrace = () => {
    asked = true;
  };
  void new NativeError('probe').stack;
  if (before) Object.defineProperty(NativeError, 'prepareStackTrace', before);
  else Reflect.deleteProperty(NativeError, 'prepareStackTrace');
  return asked;
}

/** The hook is ours for good; what the program puts in its place is handed the sites that it may know. */
function installHook(NativeError: typeof Error, placeOf: PlaceText): void {
  const standard = {
    ErrorPrepareStackTrace: (error: unknown, sites: readonly CallSite[]) => writeStack(error, sites, placeOf),
  };
  const known = new WeakSet<Prepare>([standard.ErrorPrepareStackTrace]);
  const around = (own: Prepare): Prepare => {
    const prepare: Prepare = (error, sites) =>
      own.call(
        NativeError,
        error,
        visibleSites(sites, placeOf).map(({ site, place }) => renamed(site, place)),
      );
    known.add(prepare);
    return prepare;
  };
  let current: Prepare = standard.ErrorPrepareStackTrace;
  Object.defineProperty(NativeError, 'prepareStackTrace', {
    get: () => current,
    set(given: unknown) {
      if (typeof given !== 'function') current = standard.ErrorPrepareStackTrace;
      else current = known.has(given as Prepare) ? (given as Prepare) : around(given as Prepare);
    },
    configurable: true,
    enumerable: false,
  });
}

interface VisibleSite {
  readonly site: CallSite;
  /** Undefined for functions of the engine. */
  readonly place: string | undefined;
}

/** The frames of the program and of packages, and those of the engine that they called. */
function visibleSites(sites: readonly CallSite[], placeOf: PlaceText): VisibleSite[] {
  const visible: VisibleSite[] = [];
  let callerIsVisible = false;
  for (let index = sites.length - 1; index >= 0; index--) {
    const site = sites[index];
    if (!site) continue;
    const place = placeOfSite(site, placeOf);
    if (place !== undefined) callerIsVisible = place !== null;
    if (callerIsVisible) visible.unshift({ site, place: place ?? undefined });
  }
  return visible;
}

function placeOfSite(site: CallSite, placeOf: PlaceText): string | null | undefined {
  const file = site.getFileName();
  if (!file) return undefined;
  const [line, column] = [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0];
  return placeOf(file, line, column) ?? placeOf(site.getScriptNameOrSourceURL() ?? '', line, column);
}

function writeStack(error: unknown, sites: readonly CallSite[], placeOf: PlaceText): string {
  const frames = visibleSites(sites, placeOf).map(({ site, place }) => `\n    at ${siteText(site, place)}`);
  return headOf(error) + frames.join('');
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

/** `f (blob:…:1:2)`, `async blob:…:1:2` */
function siteText(site: CallSite, place: string | undefined): string {
  const text = site.toString();
  if (place === undefined) return text;
  return text.endsWith(')')
    ? `${text.slice(0, text.lastIndexOf(' (') + 2)}${place})`
    : `${text.startsWith('async ') ? 'async ' : ''}${place}`;
}

/** The site with the names that the program knows. */
function renamed(site: CallSite, place: string | undefined): CallSite {
  const [file, line, column] = place?.split(':') ?? [];
  const answers: Readonly<Record<string, unknown>> = {
    toString: siteText(site, place),
    ...(file === undefined ? {} : { getFileName: file, getScriptNameOrSourceURL: file }),
    ...(line === undefined
      ? {}
      : { getLineNumber: Number(line), getColumnNumber: column === undefined ? null : Number(column) }),
  };
  return new Proxy(site, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(answers, key)) return () => answers[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Firefox works stacks out in a getter, in its own form: here it has V8's. */
function wrapGetter(prototype: object, placeOf: PlaceText): void {
  const property = Object.getOwnPropertyDescriptor(prototype, 'stack');
  const native = property?.get;
  if (!property || !native) return;
  const { get } = Object.getOwnPropertyDescriptor(
    {
      get stack(): unknown {
        const text: unknown = native.call(this);
        return typeof text === 'string' ? headOf(this) + frameTexts(text, placeOf).join('') : text;
      },
    },
    'stack',
  ) as { get: () => unknown };
  Object.defineProperty(prototype, 'stack', { ...property, get });
}

function frameTexts(stack: string, placeOf: PlaceText): string[] {
  return parseStack(stack).flatMap(({ functionName, async, file, line, column }) => {
    const place = placeOf(file, line, column);
    if (place === null) return [];
    const start = `\n    at ${async ? 'async ' : ''}`;
    return [functionName === '' ? `${start}${place}` : `${start}${functionName} (${place})`];
  });
}
