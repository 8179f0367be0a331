import { define } from '../define.ts';

/** The parts of a realm that know the time of day. */
export interface TimeRealm {
  readonly Date: DateConstructor;
  readonly Intl: typeof Intl;
}

/**
 * Lets `Date` and `Intl` read the laboratory's wall clock, in UTC and American English wherever the program names
 * no time zone or language: the same text on every machine.
 *
 * @param epochNow milliseconds since 1970 of the laboratory
 * @returns the program's `Date`
 */
export function installTimeOfDay(realm: TimeRealm, epochNow: () => number): DateConstructor {
  const NativeDate = realm.Date;
  liveInUtc(NativeDate);
  speakByDefault(realm, epochNow);
  const now = function now(): number {
    return Math.floor(epochNow());
  };
  const parse = createUtcParse(NativeDate);
  const timeValue = createTimeValue(NativeDate, now, parse);
  const LabDate = new Proxy(NativeDate, {
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, [timeValue(args)], newTarget),
    apply: () => new NativeDate(now()).toString(),
  });
  define(NativeDate, 'now', now);
  define(NativeDate, 'parse', parse);
  define(NativeDate.prototype, 'constructor', LabDate);
  Reflect.deleteProperty(NativeDate.prototype, 'toTemporalInstant');
  return LabDate;
}

/** Makes the function that tells which time `new Date(...args)` means in UTC. */
function createTimeValue(
  NativeDate: DateConstructor,
  now: () => number,
  parse: (text: string) => number,
): (args: readonly unknown[]) => number {
  const { UTC } = NativeDate;
  return (args) => {
    if (args.length === 0) return now();
    if (args.length > 1) {
      const [year = Number.NaN, month = Number.NaN, ...rest] = args.map(Number);
      return UTC(year, month, ...rest);
    }
    const value = args[0];
    if (value instanceof NativeDate) return value.valueOf();
    const primitive = toPrimitive(value);
    return typeof primitive === 'string' ? parse(primitive) : Number(primitive);
  };
}

function toPrimitive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const convert = (value as { [Symbol.toPrimitive]?: (hint: string) => unknown })[Symbol.toPrimitive];
  if (convert) return convert.call(value, 'default');
  const plain = value.valueOf();
  return typeof plain === 'object' ? String(value) : plain;
}

const HAS_ZONE = /(?:Z|UT|UTC|GMT|[+-]\d{2}:?\d{2}|\b[ECMP][SD]T)\b|\([^)]*\)\s*$/i;
const DATE_ONLY = /^\s*[+-]?\d{4,6}(?:-\d{2}(?:-\d{2})?)?\s*$/;

/** `Date.parse`, where a text without a zone means UTC instead of the machine's own. */
function createUtcParse(NativeDate: DateConstructor): (text: string) => number {
  const nativeParse = NativeDate.parse.bind(NativeDate);
  return function parse(value: string): number {
    const text = String(value);
    if (DATE_ONLY.test(text) || HAS_ZONE.test(text.slice(8))) return nativeParse(text);
    const zoned = nativeParse(
      /^\s*[+-]?\d{4,6}-\d{2}-\d{2}T[\d:.]+\s*$/.test(text) ? `${text.trim()}Z` : `${text} UTC`,
    );
    return Number.isNaN(zoned) ? nativeParse(text) : zoned;
  };
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];

/** Makes the local readings of dates the ones of UTC. */
function liveInUtc(NativeDate: DateConstructor): void {
  const prototype = NativeDate.prototype;
  for (const part of PARTS) {
    for (const verb of ['get', 'set']) {
      const utc: unknown = Reflect.get(prototype, `${verb}UTC${part}`);
      if (typeof utc !== 'function') continue;
      define(prototype, `${verb}${part}`, renamed(`${verb}${part}`, utc));
    }
  }
  define(prototype, 'getTimezoneOffset', function getTimezoneOffset(this: Date) {
    return Number.isNaN(this.getTime()) ? Number.NaN : 0;
  });
  define(prototype, 'toDateString', function toDateString(this: Date) {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : dateText(this);
  });
  define(prototype, 'toTimeString', function toTimeString(this: Date) {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : timeText(this);
  });
  define(prototype, 'toString', function dateToString(this: Date) {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : `${dateText(this)} ${timeText(this)}`;
  });
}

/** The same method under another name. */
function renamed(name: string, method: object): unknown {
  return {
    [name](this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(method as (...args: unknown[]) => unknown, this, args);
    },
  }[name];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function dateText(date: Date): string {
  const year = date.getUTCFullYear();
  const yearText = year < 0 ? `-${String(-year).padStart(6, '0')}` : String(year).padStart(4, '0');
  return `${WEEKDAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ${yearText}`;
}

function timeText(date: Date): string {
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${clock} GMT+0000 (Coordinated Universal Time)`;
}

/** Gives `Intl` and the `toLocale…` methods the laboratory's language, zone and time as defaults. */
function speakByDefault(realm: TimeRealm, epochNow: () => number): void {
  const { Intl: intl, Date: NativeDate } = realm;
  const NativeFormat = intl.DateTimeFormat;
  const withDefaults = (args: unknown[]): unknown[] => {
    const [locales, options] = args;
    const given = typeof options === 'object' && options !== null ? options : {};
    return [locales ?? 'en-US', { ...given, timeZone: Reflect.get(given, 'timeZone') ?? 'UTC' }];
  };
  const LabFormat = new Proxy(NativeFormat, {
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, withDefaults(args), newTarget),
    apply: (target, _self, args: unknown[]) => Reflect.construct(target, withDefaults(args)),
  });
  define(intl, 'DateTimeFormat', LabFormat);
  define(NativeFormat.prototype, 'constructor', LabFormat);
  formatNowByDefault(NativeFormat, epochNow);
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
    const native: unknown = Reflect.get(NativeDate.prototype, name);
    if (typeof native !== 'function') continue;
    define(
      NativeDate.prototype,
      name,
      {
        [name](this: Date, ...args: unknown[]): unknown {
          return Reflect.apply(native, this, withDefaults(args));
        },
      }[name],
    );
  }
  for (const name of ['NumberFormat', 'PluralRules', 'Collator', 'ListFormat', 'RelativeTimeFormat', 'Segmenter']) {
    speakEnglish(intl, name);
  }
  const nativeNumber = Number.prototype.toLocaleString;
  define(
    Number.prototype,
    'toLocaleString',
    function numberToLocaleString(this: number, locales?: string, options?: object) {
      return nativeNumber.call(this, locales ?? 'en-US', options);
    },
  );
}

function speakEnglish(intl: object, name: string): void {
  const native: unknown = Reflect.get(intl, name);
  if (typeof native !== 'function') return;
  const english = (args: unknown[]): unknown[] => [args[0] ?? 'en-US', ...args.slice(1)];
  const proxy = new Proxy(native, {
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, english(args), newTarget),
    apply: (target, self, args: unknown[]) => Reflect.apply(target, self, english(args)),
  });
  define(intl, name, proxy);
  define(native.prototype, 'constructor', proxy);
}

function formatNowByDefault(NativeFormat: typeof Intl.DateTimeFormat, epochNow: () => number): void {
  const nativeFormat = Object.getOwnPropertyDescriptor(NativeFormat.prototype, 'format')?.get;
  if (nativeFormat) {
    Object.defineProperty(NativeFormat.prototype, 'format', {
      configurable: true,
      get(this: Intl.DateTimeFormat) {
        const format: (date: unknown) => string = nativeFormat.call(this);
        return (date?: unknown) => format(date === undefined ? epochNow() : date);
      },
    });
  }
  const nativeParts = NativeFormat.prototype.formatToParts;
  define(
    NativeFormat.prototype,
    'formatToParts',
    function formatToParts(this: Intl.DateTimeFormat, date?: Date | number) {
      return nativeParts.call(this, date === undefined ? epochNow() : date);
    },
  );
}
