import type { FieldSpec } from './numbers.ts';

/** Steps of a slider that moves by powers. */
export const SLIDER_STEPS = 1_000;

function rounded(value: number, digits: number): number {
  // Two significant digits while dragging: 470, 480, not 473,182.
  const step = 10 ** Math.max(-digits, Math.floor(Math.log10(value)) - 1);
  return Number((Math.round(value / step) * step).toFixed(digits));
}

function slidingMax({ max, sliderMax }: FieldSpec): number {
  return sliderMax ?? max;
}

/** The slider's position from 0 to `SLIDER_STEPS` for a value. */
export function positionOf(value: number, spec: FieldSpec): number {
  const { min, scale } = spec;
  const max = slidingMax(spec);
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.round(Math.max(0, Math.min(1, share)) * SLIDER_STEPS);
}

/** The value at a position; a round number between the field's bounds. */
export function valueAt(position: number, spec: FieldSpec): number {
  const { min, scale, digits } = spec;
  const max = slidingMax(spec);
  const share = position / SLIDER_STEPS;
  if (scale === 'linear') {
    const fine = digits === 0 ? 0 : 1;
    return Number((min + (max - min) * share).toFixed(Math.min(digits, fine + (max < 20 ? 1 : 0))));
  }
  return Math.max(min, Math.min(max, rounded(min * (max / min) ** share, digits)));
}
