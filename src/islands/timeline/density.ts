import type { RequestPhase, RunSpans } from '../../../sandbox/trace/spans.ts';

/** Phases from the bottom of the area to its top. */
export const stackedPhases = ['streaming', 'waiting', 'handshake', 'connect', 'retry-pause'] as const;

/** How many requests were in each phase, per column of the axis; and the most under way at once in a column. */
export interface Density {
  readonly columns: number;
  readonly counts: ReadonlyMap<RequestPhase, Float64Array>;
  readonly peak: number;
}

/** Sums intervals over columns in constant time each: whole columns as steps up and down, the two ends as shares. */
interface Tally {
  readonly steps: Float64Array;
  readonly ends: Float64Array;
}

function add({ steps, ends }: Tally, from: number, to: number): void {
  const columns = ends.length;
  const first = Math.min(columns - 1, Math.max(0, Math.floor(from)));
  const last = Math.min(columns - 1, Math.max(first, Math.floor(to)));
  const end = Math.min(to, columns);
  if (first === last) {
    ends[first] = (ends[first] ?? 0) + end - from;
    return;
  }
  ends[first] = (ends[first] ?? 0) + first + 1 - from;
  ends[last] = (ends[last] ?? 0) + end - last;
  steps[first + 1] = (steps[first + 1] ?? 0) + 1;
  steps[last] = (steps[last] ?? 0) - 1;
}

function summed({ steps, ends }: Tally): Float64Array {
  let whole = 0;
  return ends.map((share, column) => {
    whole += steps[column] ?? 0;
    return share + whole;
  });
}

/** Counts requests per phase over the time from 0 to `max` microseconds in `columns` equal steps. */
export function densityOf(spans: RunSpans, max: number, columns: number, now = spans.now): Density {
  const tallies = new Map<RequestPhase, Tally>(
    stackedPhases.map((phase) => [phase, { steps: new Float64Array(columns + 1), ends: new Float64Array(columns) }]),
  );
  const scale = columns / max;
  for (const lane of spans.lanes) {
    for (const phase of lane.phases) {
      const tally = tallies.get(phase.phase);
      if (tally !== undefined) add(tally, phase.from * scale, (phase.to ?? now) * scale);
    }
  }
  const counts = new Map([...tallies].map(([phase, tally]) => [phase, summed(tally)] as const));
  return { columns, counts, peak: peakOf(counts, columns) };
}

function peakOf(counts: ReadonlyMap<RequestPhase, Float64Array>, columns: number): number {
  let peak = 0;
  for (let column = 0; column < columns; column += 1) {
    let sum = 0;
    for (const values of counts.values()) sum += values[column] ?? 0;
    peak = Math.max(peak, sum);
  }
  return peak;
}

/** One phase's area as an SVG path in a box of `columns` by `height`, standing on the phases below it. */
export interface DensityArea {
  readonly phase: RequestPhase;
  readonly path: string;
}

/** Lowest visible height in pixels, and the height below which a phase is not drawn beside a higher one. */
const VISIBLE = 1.5;
const NEGLIGIBLE = 0.5;

/**
 * The stacked areas, bottom first. `peak` is the number that fills the height (shared by the runs to be compared). Where
 * there is anything at all, the column's largest phase is at least a hair high.
 */
export function densityAreas(density: Density, peak: number, height: number): readonly DensityArea[] {
  const base = new Float64Array(density.columns);
  const scale = peak > 0 ? height / peak : 0;
  const largest = largestPhases(density);
  return stackedPhases.flatMap((phase, index): DensityArea[] => {
    const values = density.counts.get(phase);
    if (values === undefined) return [];
    let path = '';
    for (let column = 0; column < values.length; column += 1) {
      const value = (values[column] ?? 0) * scale;
      const isLargest = largest[column] === index;
      if (value < NEGLIGIBLE && !isLargest) continue;
      const own = isLargest ? Math.max(VISIBLE, value) : value;
      const bottom = base[column] ?? 0;
      base[column] = bottom + own;
      path += `M${column} ${(height - bottom).toFixed(1)}v${(-own).toFixed(1)}h1v${own.toFixed(1)}z`;
    }
    return path === '' ? [] : [{ phase, path }];
  });
}

/** For each column the index of the phase in which most requests were; -1 where there were none. */
function largestPhases(density: Density): Int8Array {
  const largest = new Int8Array(density.columns).fill(-1);
  const most = new Float64Array(density.columns);
  for (const [index, phase] of stackedPhases.entries()) {
    const values = density.counts.get(phase);
    for (let column = 0; column < density.columns; column += 1) {
      const value = values?.[column] ?? 0;
      if (value <= (most[column] ?? 0)) continue;
      most[column] = value;
      largest[column] = index;
    }
  }
  return largest;
}
