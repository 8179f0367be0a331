const formats = new Map<string, Intl.NumberFormat>();

function format(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}-${maximum}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('de', { minimumFractionDigits: minimum, maximumFractionDigits: maximum });
  formats.set(key, made);
  return made;
}

/** A number in German notation with up to `digits` decimals: `1.234,5`. */
export function number(value: number, digits = 0): string {
  return format(0, digits).format(value);
}

function decimals(value: number): number {
  if (value >= 100) return 0;
  if (value >= 10) return 1;
  return 2;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Minutes and hours as people say them: `12 min 5 s`, `9 h 48 min`. */
export function minutes(ms: number): string {
  if (ms >= HOUR) {
    const all = Math.round(ms / MINUTE);
    const hours = `${number(Math.floor(all / 60))}\u00a0h`;
    return all % 60 === 0 ? hours : `${hours} ${all % 60}\u00a0min`;
  }
  const whole = Math.round(ms / 1_000);
  if (whole % 60 === 0) return `${whole / 60}\u00a0min`;
  return `${Math.floor(whole / 60)}\u00a0min ${whole % 60}\u00a0s`;
}

/**
 * Milliseconds as seconds with a sensible number of decimals: `0,35 s`, `4,87 s`, `34,9 s`, `312 s`; from ten minutes on in
 * minutes.
 */
export function seconds(ms: number): string {
  if (ms >= 10 * MINUTE) return minutes(ms);
  const value = ms / 1_000;
  const digits = decimals(value);
  return `${format(digits, digits).format(value)}\u00a0s`;
}

/** A number per second, with as many decimals as `seconds` has: `0,98 /s`, `12,5 /s`. */
export function perSecond(value: number): string {
  const digits = decimals(value);
  return `${format(digits, digits).format(value)}\u00a0/s`;
}

/** Microseconds as seconds, as in `seconds`. */
export function secondsOfMicros(micros: number): string {
  return seconds(micros / 1_000);
}

/** A short time in milliseconds, a longer one in seconds: `35 ms`, `1,20 s`. */
export function duration(ms: number): string {
  if (ms < 1) return `${number(ms, 2)}\u00a0ms`;
  return Math.round(ms) < 1_000 ? `${number(ms, ms < 10 ? 1 : 0)}\u00a0ms` : seconds(ms);
}

/** Bytes for readers: `512 B`, `3,4 KB`, `12,1 MB`. */
export function bytes(count: number): string {
  if (count < 1_000) return `${number(count)}\u00a0B`;
  if (count < 1_000_000) return `${number(count / 1_000, 1)}\u00a0KB`;
  return `${number(count / 1_000_000, 1)}\u00a0MB`;
}

/** US dollars, with cents as far as they matter: `0,0042 $`. */
export function dollars(value: number): string {
  if (value === 0) return '0\u00a0$';
  return `${value < 0.01 ? format(0, 6).format(value) : format(2, 2).format(value)}\u00a0$`;
}

/** A share from 0 to 1 in percent. */
export function percent(share: number): string {
  return `${number(share * 100, share > 0 && share < 0.1 ? 1 : 0)}\u00a0%`;
}

/** How many times: `7,8-mal`. */
export function times(ratio: number): string {
  return `${number(ratio, ratio < 10 ? 1 : 0)}-mal`;
}

/** Number and noun: `1 Anfrage`, `10 Anfragen`. */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)}\u00a0${count === 1 ? one : many}`;
}
