import type { RequestPhase, RunSpans } from '../../../sandbox/trace/spans.ts';
import { addInterval, emptyTally, summed } from './tally.ts';

/** Phases from the bottom of the area to its top. */
export const stackedPhases = ['streaming', 'waiting', 'handshake', 'connect', 'retry-pause'] as const;

/** How many things were in each phase, per column of the axis; and the most at once in a column. */
export interface Density<Phase extends string = RequestPhase> {
  readonly columns: number;
  /** In the order in which they are stacked, from the bottom. */
  readonly counts: ReadonlyMap<Phase, Float64Array>;
  readonly peak: number;
}

/** Something in a phase from one moment to another, in microseconds. */
export interface Stretch<Phase extends string> {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

/** Counts stretches per phase over the time from 0 to `max` microseconds in `columns` equal steps. */
export function densityOfStretches<Phase extends string>(
  phases: readonly Phase[],
  stretches: Iterable<Stretch<Phase>>,
  max: number,
  columns: number,
): Density<Phase> {
  const tallies = new Map(phases.map((phase) => [phase, emptyTally(columns)] as const));
  const scale = columns / max;
  for (const { phase, from, to } of stretches) {
    const tally = tallies.get(phase);
    if (tally !== undefined) addInterval(tally, from * scale, to * scale);
  }
  const counts = new Map([...tallies].map(([phase, tally]) => [phase, summed(tally)] as const));
  return { columns, counts, peak: peakOf(counts, columns) };
}

function* requestStretches(spans: RunSpans, now: number): Iterable<Stretch<RequestPhase>> {
  for (const lane of spans.lanes) {
    for (const { phase, from, to } of lane.phases) yield { phase, from, to: to ?? now };
  }
}

/** Counts requests per phase over the time from 0 to `max` microseconds in `columns` equal steps. */
export function densityOf(spans: RunSpans, max: number, columns: number, now = spans.now): Density {
  return densityOfStretches<RequestPhase>(stackedPhases, requestStretches(spans, now), max, columns);
}

function peakOf(counts: ReadonlyMap<string, Float64Array>, columns: number): number {
  let peak = 0;
  for (let column = 0; column < columns; column += 1) {
    let sum = 0;
    for (const values of counts.values()) sum += values[column] ?? 0;
    peak = Math.max(peak, sum);
  }
  return peak;
}

/** One phase's area as an SVG path in a box of `columns` by `height`, standing on the phases below it. */
export interface DensityArea<Phase extends string = RequestPhase> {
  readonly phase: Phase;
  readonly path: string;
}

/** Lowest visible height in pixels, and the height below which a phase is not drawn beside a higher one. */
const VISIBLE = 1.5;
const NEGLIGIBLE = 0.5;

/**
 * The stacked areas, bottom first. `peak` is the number that fills the height (shared by the runs to be compared). Where
 * there is anything at all, the column's largest phase is at least a hair high, and so are phases that must never be missed.
 */
export function densityAreas<Phase extends string>(
  density: Density<Phase>,
  peak: number,
  height: number,
  neverMissed: readonly Phase[] = [],
): readonly DensityArea<Phase>[] {
  const base = new Float64Array(density.columns);
  const scale = peak > 0 ? height / peak : 0;
  const largest = largestPhases(density);
  return [...density.counts].flatMap(([phase, values], index): DensityArea<Phase>[] => {
    const steps = stepPath(height);
    const isVital = neverMissed.includes(phase);
    for (let column = 0; column < values.length; column += 1) {
      const value = (values[column] ?? 0) * scale;
      const isShown = largest[column] === index || (isVital && value > 0);
      if (value < NEGLIGIBLE && !isShown) continue;
      const own = isShown ? Math.max(VISIBLE, value) : value;
      const bottom = base[column] ?? 0;
      base[column] = bottom + own;
      steps.add(column, bottom, own);
    }
    const path = steps.end();
    return path === '' ? [] : [{ phase, path }];
  });
}

/** The upper edge of all areas together up to the column `end`, where the run ends, as an SVG path in the same box. */
export function densityEdge(density: Density<string>, peak: number, height: number, end = density.columns): string {
  const scale = peak > 0 ? height / peak : 0;
  let path = '';
  let level = Number.NaN;
  for (let column = 0; column < end; column += 1) {
    let sum = 0;
    for (const values of density.counts.values()) sum += values[column] ?? 0;
    const next = Math.round((height - sum * scale) * 10) / 10;
    if (next === level) continue;
    path += column === 0 ? `M0 ${next}` : `H${column}V${next}`;
    level = next;
  }
  return path === '' ? '' : `${path}H${Math.round(end * 10) / 10}`;
}

/** Neighbouring columns that look the same, in tenths of a pixel above the ground. */
interface Step {
  readonly from: number;
  to: number;
  readonly bottom: number;
  readonly top: number;
}

/** Columns as one path: what hangs together is one outline, along the tops and back along the bottoms. */
function stepPath(height: number): { add(column: number, bottom: number, own: number): void; end(): string } {
  const ground = Math.round(height * 10);
  let path = '';
  let steps: Step[] = [];
  const close = (): void => {
    path += outline(steps, ground);
    steps = [];
  };
  return {
    add(column, exactBottom, exactOwn) {
      const bottom = Math.round(exactBottom * 10);
      const top = bottom + Math.round(exactOwn * 10);
      const last = steps.at(-1);
      if (last !== undefined && last.to !== column) close();
      if (last?.to === column && last.bottom === bottom && last.top === top) last.to = column + 1;
      else steps.push({ from: column, to: column + 1, bottom, top });
    },
    end() {
      close();
      return path;
    },
  };
}

function outline(steps: readonly Step[], ground: number): string {
  const first = steps[0];
  if (first === undefined) return '';
  const level = (tenths: number): number => (ground - tenths) / 10;
  const tops = steps.map(({ from, to, top }) => `V${level(top)}h${to - from}`).join('');
  const bottoms = steps
    .filter(({ bottom }, index) => bottom !== steps[index - 1]?.bottom)
    .map(({ from, bottom }) => `V${level(bottom)}H${from}`)
    .reverse()
    .join('');
  return `M${first.from} ${level(first.bottom)}${tops}${bottoms}z`;
}

/** For each column the index of the phase in which most were; -1 where there were none. */
function largestPhases({ columns, counts }: Density<string>): Int8Array {
  const largest = new Int8Array(columns).fill(-1);
  const most = new Float64Array(columns);
  for (const [index, values] of [...counts.values()].entries()) {
    for (let column = 0; column < columns; column += 1) {
      const value = values[column] ?? 0;
      if (value <= (most[column] ?? 0)) continue;
      most[column] = value;
      largest[column] = index;
    }
  }
  return largest;
}
