import type { Forecast, ForecastMode } from '../../../sandbox/forecast/forecast.ts';
import { minutes, number, seconds } from '../../strings/numbers.ts';

/** The modes as the calculator names them, and the tone of their colour. */
export const modeWords: Readonly<
  Record<ForecastMode, { readonly name: string; readonly tone: 'sync' | 'thread' | 'async' }>
> = {
  synchron: { name: 'Synchron', tone: 'sync' },
  'thread-pool': { name: 'Thread-Pool', tone: 'thread' },
  asynchron: { name: 'Asynchron, alle zugleich', tone: 'async' },
  'asynchron-begrenzt': { name: 'Asynchron mit Begrenzung', tone: 'async' },
  hintergrund: { name: 'Hintergrundmodus', tone: 'async' },
  batch: { name: 'Batch API', tone: 'async' },
};

/** A mode with its concurrency where that is a choice: „Thread-Pool (24)“. */
export function modeTitle({ mode, concurrency }: Pick<Forecast, 'mode' | 'concurrency'>): string {
  const { name } = modeWords[mode];
  return mode === 'thread-pool' || mode === 'asynchron-begrenzt' ? `${name} (${number(concurrency)})` : name;
}

const TWO_MINUTES = 120_000;

/** A duration as people say it: `4,87 s`, `12 min 5 s`, `9 h 48 min`. */
export function spokenTime(ms: number): string {
  return ms < TWO_MINUTES ? seconds(ms) : minutes(ms);
}
