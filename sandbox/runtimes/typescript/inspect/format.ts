import { type InspectOptions, inspect } from './inspect.ts';

/** Joins arguments as `console.log` and `util.format` do, with `%s`, `%d`, `%i`, `%f`, `%j`, `%o`, `%O`, `%c` and `%%`. */
export function format(args: readonly unknown[], options: InspectOptions = {}): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string') return args.map((arg) => textOf(arg, options)).join(' ');
  if (rest.length === 0) return first;
  const head = first.replace(/%([sdifjoOc%])/g, (placeholder, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return placeholder;
    return substitute(kind, rest.shift(), options);
  });
  return [head, ...rest.map((arg) => textOf(arg, options))].join(' ');
}

function textOf(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

function substitute(kind: string, value: unknown, options: InspectOptions): string {
  switch (kind) {
    case 's':
      return asText(value, options);
    case 'd':
      return typeof value === 'symbol' ? 'NaN' : inspect(typeof value === 'bigint' ? value : Number(value));
    case 'i':
      return typeof value === 'symbol'
        ? 'NaN'
        : inspect(typeof value === 'bigint' ? value : Number.parseInt(String(value), 10));
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : inspect(Number.parseFloat(String(value)));
    case 'j':
      return asJson(value);
    case 'o':
      return inspect(value, { ...options, depth: 4, showHidden: true });
    case 'O':
      return inspect(value, options);
    default:
      return '';
  }
}

function asText(value: unknown, options: InspectOptions): string {
  if (typeof value === 'object' && value !== null && !hasOwnToString(value)) {
    return inspect(value, { ...options, depth: 0 });
  }
  return typeof value === 'number' || typeof value === 'bigint' ? inspect(value) : String(value);
}

/** Whether a class of the program says how it is written as text. */
function hasOwnToString(value: object): boolean {
  const method: unknown = Reflect.get(value, 'toString');
  if (method === Date.prototype.toString) return false;
  return typeof method === 'function' && !/\[native code\]/.test(Function.prototype.toString.call(method));
}

function asJson(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    if (error instanceof TypeError && /circular|cyclic/i.test(error.message)) return '[Circular]';
    throw error;
  }
}
