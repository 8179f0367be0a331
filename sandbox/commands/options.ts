import { parseArgs } from 'node:util';

/** A wrong option of the reader: shown as one sentence, exit code 2. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * How one option is read. `read` returns the value, or throws nothing and returns `undefined` if `text` is not allowed;
 * `allowed` completes the sentence „Erlaubt: …“.
 */
export interface Option<T> {
  readonly read: (text: string) => T | undefined;
  readonly allowed: string;
  readonly fallback: T;
}

/** A switch without value (`--json`). */
export interface Flag {
  readonly flag: true;
}

/** An option that may be given several times (`--param ANZAHL=100 --param X=2`). */
export interface ListOption<T> {
  readonly each: (text: string) => T | undefined;
  readonly allowed: string;
}

export type OptionSpec = Readonly<Record<string, Option<unknown> | ListOption<unknown> | Flag>>;

type ValueOf<S> = S extends Flag
  ? boolean
  : S extends Option<infer T>
    ? T
    : S extends ListOption<infer T>
      ? readonly T[]
      : never;
export type OptionValues<S extends OptionSpec> = { readonly [K in keyof S]: ValueOf<S[K]> };

export const flag: Flag = { flag: true };

/** A whole number from `min` to `max`. */
export function integer<F extends number | null>(min: number, max: number, fallback: F): Option<number | F> {
  const read = (text: string) =>
    /^-?\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
  return { read, allowed: `eine ganze Zahl von ${min} bis ${max}`, fallback };
}

/** A number above `above` and up to `max`; decimal point. */
export function numberAbove(above: number, max: number, fallback: number): Option<number> {
  const read = (text: string) =>
    /^\d+(\.\d+)?$/.test(text) && Number(text) > above && Number(text) <= max ? Number(text) : undefined;
  return { read, allowed: `eine Zahl über ${above} bis ${max}`, fallback };
}

/** One of a few words. */
export function oneOf<W extends string>(words: readonly W[], fallback: W): Option<W> {
  return { read: (text) => words.find((word) => word === text), allowed: words.join(', '), fallback };
}

/** Any text that `check` accepts. */
export function text<F extends string | null>(
  allowed: string,
  fallback: F,
  check: (value: string) => boolean = (v) => v !== '',
): Option<string | F> {
  return { read: (value) => (check(value) ? value : undefined), allowed, fallback };
}

/** `NAME=WERT`, any number of times. */
export const assignments: ListOption<readonly [name: string, value: string]> = {
  each: (given) => {
    const match = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(given);
    return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
  },
  allowed: 'NAME=WERT, der Name in Großbuchstaben (ANZAHL=100)',
};

/**
 * Reads a command line.
 * @throws OptionError with one German sentence that names option, value and what is allowed.
 */
export function readOptions<S extends OptionSpec>(
  args: readonly string[],
  spec: S,
): { readonly values: OptionValues<S>; readonly positionals: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: parseArgsOptions(spec),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(spec)) {
    values[name] = 'flag' in option ? false : 'each' in option ? [] : option.fallback;
  }
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    else if (token.kind === 'option')
      values[token.name] = readOption(spec, token.name, token.rawName, token.value, values[token.name]);
  }
  // The wire of the command line: each value was read by the option of its name.
  return { values: values as OptionValues<S>, positionals };
}

/** One line per option: its name, what is allowed, what counts without it. */
export function describeOptions(spec: OptionSpec): string {
  const lines = Object.entries(spec).map(([name, option]) => {
    const allowed = 'flag' in option ? 'Schalter' : option.allowed;
    const fallback =
      'fallback' in option && option.fallback !== null && option.fallback !== ''
        ? `; sonst ${String(option.fallback)}`
        : '';
    return `  --${name.padEnd(16)}${allowed}${fallback}\n`;
  });
  return lines.join('');
}

function parseArgsOptions(spec: OptionSpec): Record<string, { type: 'string' | 'boolean'; multiple: boolean }> {
  return Object.fromEntries(
    Object.entries(spec).map(([name, option]) => [
      name,
      { type: 'flag' in option ? 'boolean' : 'string', multiple: true },
    ]),
  );
}

function readOption(
  spec: OptionSpec,
  name: string,
  rawName: string,
  value: string | undefined,
  sofar: unknown,
): unknown {
  const option = Object.hasOwn(spec, name) ? spec[name] : undefined;
  if (!option) {
    const known = Object.keys(spec).map((key) => `--${key}`);
    throw new OptionError(`Die Option ${rawName} gibt es nicht. Erlaubt: ${known.join(', ')}.`);
  }
  if ('flag' in option) {
    if (value !== undefined) throw new OptionError(`Die Option --${name} hat den Wert „${value}“. Erlaubt: kein Wert.`);
    return true;
  }
  if (value === undefined) throw new OptionError(`Der Option --${name} fehlt ihr Wert. Erlaubt: ${option.allowed}.`);
  const read = 'each' in option ? option.each(value) : option.read(value);
  if (read === undefined)
    throw new OptionError(`Die Option --${name} hat den Wert „${value}“. Erlaubt: ${option.allowed}.`);
  return 'each' in option && Array.isArray(sofar) ? [...sofar, read] : read;
}

/** Runs a command: a wrong option ends it with one sentence on stderr and exit code 2, anything else is a bug and is thrown. */
export async function runCommand(main: () => Promise<number | undefined> | number | undefined): Promise<void> {
  try {
    const code = await main();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
