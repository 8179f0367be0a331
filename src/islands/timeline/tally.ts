/** Sums intervals over columns in constant time each: whole columns as steps up and down, the two ends as shares. */
export interface Tally {
  readonly steps: Float64Array;
  readonly ends: Float64Array;
}

/** A tally of nothing over so many columns. */
export function emptyTally(columns: number): Tally {
  return { steps: new Float64Array(columns + 1), ends: new Float64Array(columns) };
}

/** Adds an interval; its ends are counted in columns. */
export function addInterval({ steps, ends }: Tally, from: number, to: number): void {
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

/** How many intervals covered each column, in fractions where they covered a part of it. */
export function summed({ steps, ends }: Tally): Float64Array {
  let whole = 0;
  return ends.map((share, column) => {
    whole += steps[column] ?? 0;
    return share + whole;
  });
}
