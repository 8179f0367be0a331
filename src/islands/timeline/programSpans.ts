import type { ProgramSpan } from '../../../sandbox/trace/spans.ts';

/** Index of the first span of an ordered list that ends after a moment (microseconds); the list's length past its end. */
export function indexAfter(spans: readonly ProgramSpan[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const to = spans[middle]?.to;
    if (typeof to === 'number' && to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The span that holds a moment, or null. */
export function spanAt(spans: readonly ProgramSpan[], at: number): ProgramSpan | null {
  const span = spans[indexAfter(spans, at)];
  return span !== undefined && span.from <= at ? span : null;
}
