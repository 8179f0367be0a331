import { type ApiError, badRequest } from './api-error.ts';
import { isObject, type JsonObject } from './incoming.ts';

/** Bounds of a number. */
interface Range {
  readonly min?: number;
  readonly max?: number;
}

const NONE: readonly string[] = [];

/**
 * Reads the fields of a JSON body as the API does: the first thing that is wrong is kept as the error, and reading goes on
 * with a harmless value, so that an endpoint checks once after it has read all it needs. `null` counts as absent.
 */
export class Fields {
  readonly #body: JsonObject;
  readonly #prefix: string;
  #error: ApiError | null = null;

  constructor(body: JsonObject, prefix = '') {
    this.#body = body;
    this.#prefix = prefix;
  }

  /** The first thing that was wrong. */
  get error(): ApiError | null {
    return this.#error;
  }

  /** Keeps an error, unless there was one before. */
  fail(error: ApiError): void {
    this.#error ??= error;
  }

  /** The value as it came; undefined when absent or null. */
  raw(name: string): unknown {
    const value = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined;
    return value ?? undefined;
  }

  /** Names of what came besides the known fields, in alphabetical order. */
  otherThan(known: ReadonlySet<string>): readonly string[] {
    let others: string[] | null = null;
    for (const name in this.#body) {
      if (known.has(name)) continue;
      others ??= [];
      others.push(name);
    }
    return others?.sort() ?? NONE;
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'string') return value;
    this.#wrongType(name, 'a string', value);
    return undefined;
  }

  requiredText(name: string): string {
    if (this.raw(name) === undefined) this.missing(name);
    return this.text(name) ?? '';
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'boolean') return value === true;
    this.#wrongType(name, 'a boolean', value);
    return false;
  }

  integer(name: string, range: Range = {}): number | undefined {
    const value = this.number(name, range, 'integer');
    if (value === undefined || Number.isInteger(value)) return value;
    this.#wrongType(name, 'an integer', value);
    return undefined;
  }

  number(name: string, { min, max }: Range = {}, word = 'decimal'): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number') {
      this.#wrongType(name, word === 'integer' ? 'an integer' : 'a decimal', value);
      return undefined;
    }
    if (min !== undefined && value < min) this.#outside(name, word, 'below minimum', `>= ${min}`, value);
    if (max !== undefined && value > max) this.#outside(name, word, 'above maximum', `<= ${max}`, value);
    return value;
  }

  object(name: string): JsonObject | undefined {
    const value = this.raw(name);
    if (value === undefined || isObject(value)) return value;
    this.#wrongType(name, 'an object', value);
    return undefined;
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.raw(name);
    if (value === undefined || Array.isArray(value)) return value;
    this.#wrongType(name, 'an array', value);
    return undefined;
  }

  /** One of a few words. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      const supported = choices.map((choice) => `'${choice}'`).join(', ');
      this.fail(
        badRequest(`Invalid value: '${value}'. Supported values are: ${supported}.`, this.#at(name), 'invalid_value'),
      );
    }
    return found;
  }

  missing(name: string): void {
    this.fail(
      badRequest(`Missing required parameter: '${this.#at(name)}'.`, this.#at(name), 'missing_required_parameter'),
    );
  }

  #at(name: string): string {
    return `${this.#prefix}${name}`;
  }

  #wrongType(name: string, expected: string, value: unknown): void {
    const at = this.#at(name);
    const message = `Invalid type for '${at}': expected ${expected}, but got ${nameOfType(value)} instead.`;
    this.fail(badRequest(message, at, 'invalid_type'));
  }

  #outside(name: string, word: string, where: string, expected: string, value: number): void {
    const at = this.#at(name);
    const code = `${word}_${where.replace(' ', '_').replace('minimum', 'min').replace('maximum', 'max')}_value`;
    this.fail(
      badRequest(
        `Invalid '${at}': ${word} ${where} value. Expected a value ${expected}, but got ${value} instead.`,
        at,
        code,
      ),
    );
  }
}

/** How the API names the type of a JSON value in its messages. */
export function nameOfType(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
