import type { Forecast } from '../../../sandbox/forecast/forecast.ts';
import { modeTitle, spokenTime } from './mode-words.ts';

const list = new Intl.ListFormat('de', { type: 'conjunction' });

function names(forecasts: readonly Forecast[]): string {
  return list.format(forecasts.map((one) => `„${modeTitle(one)}“`));
}

const verb = (forecasts: readonly Forecast[]): string => (forecasts.length === 1 ? 'ist' : 'sind');

/** One call at a time behind a limit of one: nothing that a reader would choose this mode for. */
export function isLimitOfOne({ mode, concurrency }: Pick<Forecast, 'mode' | 'concurrency'>): boolean {
  return concurrency === 1 && (mode === 'thread-pool' || mode === 'asynchron-begrenzt');
}

/**
 * What is to be said before the others are compared: the Batch API reads as the quickest, but nobody can count on its
 * median. Null where another mode is quicker.
 */
function quickBatch(batch: Forecast | undefined, quickest: Forecast | undefined): string | null {
  if (batch === undefined || batch.failed > 0) return null;
  if (quickest !== undefined && quickest.totalMs <= batch.totalMs) return null;
  return `Am schnellsten wäre im Median „${modeTitle(batch)}“ mit ${spokenTime(batch.totalMs)}; doch wann sie fertig ist, entscheidet OpenAI, zugesagt sind 24\u00a0h. Für die übrigen gilt:`;
}

/**
 * Which modes are quickest and slowest, in a sentence or two. Modes whose totals read the same are named together; modes
 * with failed calls are left out. The Batch API, whose time is OpenAI's choice, is told apart where it would be the quickest.
 */
export function modeSummary(forecasts: readonly Forecast[]): string {
  const whole = forecasts.filter(({ failed, mode }) => failed === 0 && mode !== 'batch');
  const sorted = whole.toSorted((a, b) => a.totalMs - b.totalMs);
  const batch = quickBatch(
    forecasts.find(({ mode }) => mode === 'batch'),
    sorted[0],
  );
  return batch === null ? comparison(sorted) : `${batch} ${comparison(sorted)}`;
}

/** The quickest and the slowest of modes in which all calls succeed; quickest first. */
function comparison(sorted: readonly Forecast[]): string {
  const first = spokenTime(sorted[0]?.totalMs ?? 0);
  const last = spokenTime(sorted.at(-1)?.totalMs ?? 0);
  const quickest = sorted.filter(({ totalMs }) => spokenTime(totalMs) === first);
  const slowest = sorted.filter(({ totalMs }) => spokenTime(totalMs) === last);
  if (sorted.length === 0) return 'In keinem Modus gelingen alle Aufrufe.';
  if (sorted.length === 1) return `Alle Aufrufe gelingen hier in einem Modus: ${names(sorted)}, mit ${first}.`;
  if (first === last) return `Ohne gescheiterte Aufrufe sind ${names(sorted)} gleich schnell: ${first}.`;
  const together = quickest.length > 1 ? 'gleich schnell und am schnellsten' : 'am schnellsten';
  return `Ohne gescheiterte Aufrufe ${verb(quickest)} ${names(quickest)} mit ${first} ${together}, ${names(slowest)} mit ${last} am langsamsten.`;
}
