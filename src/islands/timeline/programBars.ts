import type { ProgramSpan } from '../../../sandbox/trace/spans.ts';

/** A stretch in which the program waited, as it is drawn: short interruptions are bridged. */
export interface WaitBar {
  readonly state: 'blocked' | 'free';
  readonly from: number;
  readonly to: number;
}

/** Finest step that is drawn: this many parts of the axis. */
const RESOLUTION = 700;

/**
 * The program's waits as bars. Neighbours of one state that are closer than a hair's breadth are one bar, and bars
 * thinner than that vanish: ten thousand spans become a few rectangles, at most a pixel off.
 */
export function waitBars(spans: readonly ProgramSpan[], now: number, max: number): readonly WaitBar[] {
  const hair = max / RESOLUTION;
  const bars: { state: WaitBar['state']; from: number; to: number }[] = [];
  for (const span of spans) {
    if (span.state === 'computing') continue;
    const to = span.to ?? now;
    const last = bars.at(-1);
    if (last !== undefined && last.state === span.state && span.from - last.to <= hair) last.to = to;
    else bars.push({ state: span.state, from: span.from, to });
  }
  return bars.filter((bar) => bar.to - bar.from >= hair);
}

/** How much of each of `columns` steps of the axis the program computed, from 0 to 1. */
export function computingShare(
  spans: readonly ProgramSpan[],
  now: number,
  max: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const shares = new Float64Array(columns);
  const scale = columns / max;
  for (const span of spans) {
    if (span.state !== 'computing') continue;
    const from = span.from * scale;
    const to = (span.to ?? now) * scale;
    for (let column = Math.floor(from); column <= Math.min(columns - 1, Math.floor(to)); column += 1) {
      shares[column] = (shares[column] ?? 0) + Math.min(to, column + 1) - Math.max(from, column);
    }
  }
  return shares;
}

/** Lowest visible height of a column with any computing, as a share of the bar. */
const VISIBLE = 0.22;

/** The computing shares as an SVG path in a box of `shares.length` by `height`: the fuller, the busier. */
export function computingPath(shares: Float64Array, height: number): string {
  let path = '';
  for (let column = 0; column < shares.length; column += 1) {
    const share = shares[column] ?? 0;
    if (share === 0) continue;
    const own = Math.max(VISIBLE, Math.min(1, share)) * height;
    path += `M${column} ${height}v${(-own).toFixed(1)}h1v${own.toFixed(1)}z`;
  }
  return path;
}
