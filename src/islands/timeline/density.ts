import type { RequestPhase, RunSpans } from '../../../sandbox/trace/spans.ts';

/** Phases from the bottom of the area to its top. */
export const stackedPhases = ['streaming', 'waiting', 'handshake', 'connect', 'retry-pause'] as const;

/** How many requests were in each phase, per column of the axis; and the most under way at once in a column. */
export interface Density {
  readonly columns: number;
  readonly counts: ReadonlyMap<RequestPhase, Float64Array>;
  readonly peak: number;
}

/** Adds the share of each column that the interval covers: a column's count is the mean number over its time. */
function cover(counts: Float64Array, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(counts.length - 1, Math.floor(to));
  for (let column = first; column <= last; column += 1) {
    const share = Math.min(to, column + 1) - Math.max(from, column);
    counts[column] = (counts[column] ?? 0) + share;
  }
}

/** Counts requests per phase over the time from 0 to `max` microseconds in `columns` equal steps. */
export function densityOf(spans: RunSpans, max: number, columns: number): Density {
  const counts = new Map<RequestPhase, Float64Array>(
    stackedPhases.map((phase) => [phase, new Float64Array(columns)] as const),
  );
  const scale = columns / max;
  for (const lane of spans.lanes) {
    for (const phase of lane.phases) {
      const target = counts.get(phase.phase);
      if (target !== undefined) cover(target, phase.from * scale, (phase.to ?? spans.now) * scale);
    }
  }
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

/**
 * The stacked areas, bottom first. `peak` is the number that fills the height (shared by the runs to be compared); what is
 * there at all is at least `MIN` pixels high.
 */
export function densityAreas(density: Density, peak: number, height: number): readonly DensityArea[] {
  const base = new Float64Array(density.columns);
  const scale = peak > 0 ? height / peak : 0;
  return stackedPhases.flatMap((phase): DensityArea[] => {
    const values = density.counts.get(phase);
    if (values === undefined || values.every((value) => value === 0)) return [];
    return [{ phase, path: areaPath(values, base, scale, height) }];
  });
}

/** Lowest visible height in pixels. */
const MIN = 1.5;

function areaPath(values: Float64Array, base: Float64Array, scale: number, height: number): string {
  let path = '';
  for (let column = 0; column < values.length; column += 1) {
    const value = values[column] ?? 0;
    if (value === 0) continue;
    const bottom = base[column] ?? 0;
    const own = Math.max(MIN, value * scale);
    base[column] = bottom + own;
    path += `M${column} ${(height - bottom).toFixed(1)}v${(-own).toFixed(1)}h1v${own.toFixed(1)}z`;
  }
  return path;
}
