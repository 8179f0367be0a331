import type { Curve } from '../../../sandbox/forecast/forecast.ts';

/** Where things lie in the picture of the curve, in pixels: concurrency by powers to the right, time evenly upwards. */
export interface CurveScales {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(concurrency: number): number;
  y(totalMs: number): number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** The curve as an SVG path. */
  readonly path: string;
}

const MARGIN = { left: 76, right: 16, top: 14, bottom: 40 } as const;

/** Steps that divide seconds, minutes and hours evenly, in milliseconds. */
const TIME_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600].map((s) => s * 1_000);
const HOUR = 3_600_000;

function stepFor(longest: number): number {
  const rough = longest / 4;
  const known = TIME_STEPS.find((step) => step >= rough);
  if (known !== undefined) return known;
  const power = 10 ** Math.floor(Math.log10(rough / HOUR));
  const factor = [1, 2, 5, 10].find((one) => one * power * HOUR >= rough) ?? 10;
  return factor * power * HOUR;
}

export function curveScales({ points }: Curve, width: number, height: number): CurveScales {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const longest = Math.max(1, ...points.map(({ totalMs }) => totalMs));
  const most = Math.max(2, points.at(-1)?.concurrency ?? 2);
  const step = stepFor(longest);
  const x = (concurrency: number): number => left + (Math.log(concurrency) / Math.log(most)) * (right - left);
  const y = (totalMs: number): number => bottom - (totalMs / (longest * 1.05)) * (bottom - top);
  const at = ({ concurrency, totalMs }: Curve['points'][number]): string =>
    `${x(concurrency).toFixed(1)} ${y(totalMs).toFixed(1)}`;
  return {
    left,
    right,
    top,
    bottom,
    x,
    y,
    xTicks: xTicksUpTo(most, right - left),
    yTicks: Array.from({ length: Math.floor(longest / step) + 1 }, (_, index) => index * step),
    path: points.length === 0 ? '' : `M${points.map(at).join('L')}`,
  };
}

/** Powers of two, fewer where there is little room, and the last one. */
function xTicksUpTo(most: number, width: number): readonly number[] {
  const room = Math.max(2, Math.floor(width / 48));
  const doublings = Math.log2(most);
  const every = Math.max(1, Math.ceil(doublings / room));
  const ticks: number[] = [];
  for (let power = 0; power < doublings - every * 0.6; power += every) ticks.push(2 ** power);
  return [...ticks, most];
}
