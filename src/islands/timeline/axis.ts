const MICROS = 1_000_000;

export interface Tick {
  /** Microseconds. */
  readonly at: number;
  readonly label: string;
}

const steps = [1, 2, 5];

/** The smallest step of 1, 2 or 5 times a power of ten that divides `max` into at most `count` parts. */
function stepFor(max: number, count: number): number {
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = steps.find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** Marks of the time axis from 0 to `max` microseconds, in seconds with German decimals; at most `count` steps. */
export function ticks(max: number, count: number): readonly Tick[] {
  if (!(max > 0)) return [{ at: 0, label: '0\u00a0s' }];
  const step = stepFor(max / MICROS, count);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const format = new Intl.NumberFormat('de', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return Array.from({ length: Math.floor(max / MICROS / step + 1e-9) + 1 }, (_, index) => {
    const value = index * step;
    return { at: value * MICROS, label: `${index === 0 ? '0' : format.format(value)}\u00a0s` };
  });
}

/** A moment as a share of the axis, for SVG's coordinates. */
export function share(at: number, max: number): string {
  return `${Math.round((at / max) * 100_000) / 1_000}%`;
}
