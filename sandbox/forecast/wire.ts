import type { Curve } from './curve.ts';
import type { ForecastMode, ForecastOrder } from './order.ts';
import type { Forecast } from './result.ts';

/** What the page wants to know: every mode at its chosen point first, then the curve over concurrency. */
export interface ForecastQuestion extends Omit<ForecastOrder, 'mode'> {
  readonly modes: readonly ForecastMode[];
}

/** Page -> worker. A question with a higher ticket makes earlier ones stale. */
export interface ToForecaster {
  readonly kind: 'ask';
  readonly ticket: number;
  readonly question: ForecastQuestion;
}

/** Worker -> page. Nothing comes for a stale question's curve. */
export type FromForecaster =
  | { readonly kind: 'points'; readonly ticket: number; readonly forecasts: readonly Forecast[] }
  | { readonly kind: 'curve'; readonly ticket: number; readonly curve: Curve }
  | { readonly kind: 'failed'; readonly ticket: number; readonly message: string };
